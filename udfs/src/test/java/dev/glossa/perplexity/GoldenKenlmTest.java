package dev.glossa.perplexity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.SharedData;
import dev.glossa.binary.LittleEndianBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Models of every kind score lines as KenLM does, to the last bit. */
class GoldenKenlmTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> scoresAsKenlmDoes() throws IOException {
    Path golden = SharedData.folder("golden/kenlm");
    List<Path> models;
    try (Stream<Path> files = Files.list(golden)) {
      models =
          files.filter(file -> file.toString().matches(".*\\.(bin|arpa\\.gz)")).sorted().toList();
    }
    assertThat(models).isNotEmpty();
    return models.stream()
        .map(
            model ->
                DynamicTest.dynamicTest(
                    model.getFileName().toString(), () -> compare(read(model), scores(model))));
  }

  /** The scores of the file's own name, else those that all exact files of the model share. */
  private static Path scores(Path model) {
    String name = model.getFileName().toString().replaceFirst("\\.(bin|arpa\\.gz)$", "");
    Path own = model.resolveSibling("scores." + name + ".tsv.gz");
    return Files.exists(own)
        ? own
        : model.resolveSibling(
            "scores." + name.substring(0, (name + ".").indexOf('.')) + ".tsv.gz");
  }

  private static void compare(NGramModel model, Path scores) throws IOException {
    List<String> rows = SharedData.lines(scores);
    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      String[] cells = row.split("\t");
      String line = JSON.readValue(cells[0], String.class);
      assertThat(model.score(line, true, true)).as(line).isEqualTo(Float.parseFloat(cells[1]));
      assertThat(model.score(line, false, false)).as(line).isEqualTo(Float.parseFloat(cells[2]));
      List<TokenScore> expected = Stream.of(cells).skip(3).map(GoldenKenlmTest::token).toList();
      assertThat(model.scores(line, true, true)).as(line).isEqualTo(expected);
    }
  }

  private static TokenScore token(String cell) {
    String[] parts = cell.split(":");
    return new TokenScore(
        Float.parseFloat(parts[0]), Integer.parseInt(parts[1]), parts[2].equals("1"));
  }

  private static NGramModel read(Path model) throws IOException {
    if (model.toString().endsWith(".gz")) {
      try (InputStream arpa = new GZIPInputStream(Files.newInputStream(model))) {
        return NGramModel.readArpa(arpa);
      }
    }
    return NGramModel.read(LittleEndianBytes.of(ByteBuffer.wrap(Files.readAllBytes(model))));
  }
}
