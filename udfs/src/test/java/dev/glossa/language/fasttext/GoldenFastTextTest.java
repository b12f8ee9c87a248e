package dev.glossa.language.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.SharedData;
import dev.glossa.binary.LittleEndianBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Models of every kind predict what fastText's own code predicts with them. */
class GoldenFastTextTest {

  private static final String PREFIX = "predictions.";
  private static final String SUFFIX = ".tsv.gz";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Labels with probabilities this close have no order. */
  private static final float TIE = 1e-6f;

  @TestFactory
  Stream<DynamicTest> predictsAsFastTextDoes() throws IOException {
    Path golden = SharedData.folder("golden/fasttext");
    List<Path> cases;
    try (Stream<Path> files = Files.list(golden)) {
      cases = files.filter(file -> name(file).startsWith(PREFIX)).sorted().toList();
    }
    assertThat(cases).isNotEmpty();
    return cases.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
  }

  private static void compare(Path predictions) throws IOException {
    String model = name(predictions).substring(PREFIX.length()).replace(SUFFIX, "");
    FastTextModel ours = FastTextModel.read(read(model, predictions.getParent()));
    List<String> rows = SharedData.lines(predictions);
    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      String[] cells = row.split("\t");
      compare(ours, JSON.readValue(cells[0], String.class), cells);
    }
  }

  private static void compare(FastTextModel model, String line, String[] cells) {
    List<Prediction> ours = model.predict(line, 3, 0);
    assertThat(ours).as("labels of '%s'", line).hasSize((cells.length - 1) / 2);
    Map<String, Float> all = null;
    for (int i = 0; i < ours.size(); i++) {
      String label = cells[1 + 2 * i];
      float probability = ours.get(i).probability();
      assertThat(probability).as(line).isCloseTo(Float.parseFloat(cells[2 + 2 * i]), within(1e-5f));
      if (!ours.get(i).label().equals(label)) {
        if (all == null) {
          all =
              model.predict(line, Integer.MAX_VALUE, 0).stream()
                  .collect(Collectors.toMap(Prediction::label, Prediction::probability));
        }
        assertThat(all.get(label))
            .as("%s of '%s'", label, line)
            .isCloseTo(probability, within(TIE));
      }
    }
  }

  private static LittleEndianBytes read(String model, Path folder) throws IOException {
    Path file = folder.resolve(model);
    Path found = Files.exists(file) ? file : SharedData.folder("data/models").resolve(model);
    return LittleEndianBytes.of(ByteBuffer.wrap(Files.readAllBytes(found)));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
