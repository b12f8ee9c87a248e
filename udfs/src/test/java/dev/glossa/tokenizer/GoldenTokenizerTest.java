package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.tokenizer.SharedData.Document;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The ids of SentencePiece 0.2.3 and of Hugging Face's tokenizers, for every document of the corpus
 * and every fuzz line, as golden/tokenizer has them.
 */
class GoldenTokenizerTest {

  private static final String FOLDER = "golden/tokenizer/";
  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();

  @TestFactory
  Stream<DynamicNode> encodesEveryDocumentAsTheReferenceDoes() {
    Map<String, Tokenizer> models = models();
    return languages().stream()
        .map(
            language ->
                dynamicContainer(
                    language,
                    models.entrySet().stream()
                        .filter(model -> SharedData.has(goldenFile(model.getKey(), language)))
                        .map(
                            model ->
                                dynamicTest(
                                    model.getKey(),
                                    () ->
                                        assertThat(
                                                differing(
                                                    model.getKey(), model.getValue(), language))
                                            .as("documents with other ids")
                                            .isEmpty()))));
  }

  @TestFactory
  Stream<DynamicNode> encodesEveryFuzzLineAsTheReferenceDoes() {
    List<String> lines =
        SharedData.has(FOLDER + "fuzz.txt.gz")
            ? SharedData.lines(FOLDER + "fuzz.txt.gz").stream()
                .map(line -> SharedData.parse(line).asText())
                .toList()
            : List.of();
    return models().entrySet().stream()
        .filter(model -> SharedData.has(goldenFile(model.getKey(), "fuzz")))
        .map(
            model ->
                dynamicTest(
                    model.getKey(),
                    () -> {
                      List<String> expected = SharedData.lines(goldenFile(model.getKey(), "fuzz"));
                      assertThat(expected).hasSameSizeAs(lines);
                      List<String> differing = new ArrayList<>();
                      for (int i = 0; i < lines.size(); i++) {
                        String ids =
                            Arrays.stream(model.getValue().encode(lines.get(i)))
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" "));
                        if (!ids.equals(expected.get(i))) {
                          differing.add(
                              "line %d: %s%n  is %s%n  not %s"
                                  .formatted(i, lines.get(i), ids, expected.get(i)));
                        }
                      }
                      assertThat(differing).isEmpty();
                    }));
  }

  private static List<String> differing(String name, Tokenizer tokenizer, String language) {
    List<Document> documents = SharedData.corpus(language);
    List<String> expected = SharedData.lines(goldenFile(name, language));
    assertThat(expected).hasSameSizeAs(documents);
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Document document = documents.get(i);
      int[] ids = tokenizer.encode(document.text());
      String actual = "%s\t%d\t%016x".formatted(document.id(), ids.length, hash(ids));
      if (!actual.equals(expected.get(i))) {
        differing.add(actual);
      }
    }
    return differing;
  }

  private static long hash(int[] ids) {
    ByteBuffer bytes = ByteBuffer.allocate(ids.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(ids);
    return XXH64.hash(bytes, 0, ids.length * 4, 0);
  }

  private static List<String> languages() {
    return Arrays.stream(SharedData.path("data/corpus").toFile().list())
        .filter(file -> file.endsWith(".jsonl.gz"))
        .map(file -> file.substring(0, file.indexOf('.')))
        .sorted()
        .toList();
  }

  private static String goldenFile(String model, String name) {
    return FOLDER + model + "/" + name + ".tsv.gz";
  }

  /** The cases of models.json; one whose file is not there is left out with a line that says so. */
  private static Map<String, Tokenizer> models() {
    Map<String, Tokenizer> models = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> model : SharedData.json(FOLDER + "models.json").properties()) {
      Tokenizer tokenizer = tokenizer(model.getValue());
      if (tokenizer == null) {
        System.out.printf(
            "skipped: tokenizer case %s, no file for it (%s)%n", model.getKey(), model.getValue());
      } else {
        models.put(model.getKey(), tokenizer);
      }
    }
    return models;
  }

  private static Tokenizer tokenizer(JsonNode model) {
    Mode mode = Mode.valueOf(model.path("mode").asText().toUpperCase(Locale.ROOT));
    if (model.has("base")) {
      return merged(model, mode);
    }
    Path file = file(model.path("file").asText());
    if (file == null) {
      return null;
    }
    return file.toString().endsWith(".json")
        ? Tokenizers.huggingFace(SharedData.bytes(file))
        : Tokenizers.sentencePiece(SharedData.bytes(file), mode);
  }

  /** A base with the pieces of another model appended, as the case says. */
  private static Tokenizer merged(JsonNode model, Mode mode) {
    Path base = file(model.path("base").asText());
    Path from = file(model.path("from").asText());
    if (base == null || from == null) {
      return null;
    }
    assertThat(model.path("keep_unreachable").asBoolean()).isTrue();
    VocabularyMerge merge =
        new VocabularyMerge(
            SentencePieceModel.parse(SharedData.bytes(base)),
            SentencePieceModel.parse(SharedData.bytes(from)),
            AddedScores.valueOf(model.path("scores").asText().toUpperCase(Locale.ROOT)));
    return Tokenizers.sentencePiece(merge.vocabulary().model(), mode);
  }

  /** A path within the shared data, or "the folder named by PROPERTY: FILE"; null without file. */
  private static Path file(String described) {
    Matcher inFolder = Pattern.compile(".* named by (\\S+): (\\S+)").matcher(described);
    if (inFolder.matches()) {
      String folder = System.getProperty(inFolder.group(1), "");
      Path file = Path.of(folder, inFolder.group(2));
      return !folder.isEmpty() && Files.exists(file) ? file : null;
    }
    return !described.isEmpty() && SharedData.has(described) ? SharedData.path(described) : null;
  }
}
