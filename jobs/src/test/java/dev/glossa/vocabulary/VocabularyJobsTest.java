package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.sql.GlossaFunctions;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyJobsTest {

  private static final IngestSettings INGEST =
      Configuration.defaults().section("ingest", IngestSettings.class);

  @TempDir Path folder;

  @BeforeEach
  void writeText() throws IOException {
    StringBuilder english = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      english
          .append("{\"text\": \"All human beings are born free and equal in dignity and rights, ")
          .append("number " + i % 17)
          .append(".\\nEveryone has the right to life, liberty and security of person.\"}\n");
    }
    Files.writeString(folder.resolve("en.jsonl"), english);
    Files.writeString(folder.resolve("half.jsonl"), english.substring(0, english.length() / 2));
    Files.writeString(
        folder.resolve("hi.jsonl"),
        "{\"text\": \"सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है।\"}\n"
            .repeat(50));
  }

  private TrainVocabularyResult train(String output, String... inputs) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("vocab-size", "360");
    flags.put("byte-fallback", "true");
    return new TrainVocabularyJob(
            new TrainVocabularySettings(
                List.of(inputs).stream().map(name -> folder.resolve(name).toString()).toList(),
                folder.resolve(output).toString(),
                flags,
                Map.of(),
                MergeLoop.AUTO,
                100,
                INGEST))
        .run(LocalSpark.session());
  }

  private ExtendVocabularyResult extend(String base, int add) {
    return new ExtendVocabularyJob(
            Configuration.defaults()
                .with(
                    Map.of(
                        "vocab.extend.base", folder.resolve(base).toString(),
                        "vocab.extend.input", List.of(folder.resolve("hi.jsonl").toString()),
                        "vocab.extend.output", folder.resolve("extended").toString(),
                        "vocab.extend.add", add,
                        "vocab.extend.character-coverage", 1))
                .section("vocab.extend", ExtendVocabularySettings.class))
        .run(LocalSpark.session());
  }

  @Test
  void trainingWritesACompleteTokenizerFolder() throws IOException {
    assertThat(train("tokenizer", "en.jsonl").pieces()).isEqualTo(360);
    assertThat(folder.resolve("tokenizer"))
        .isDirectoryContaining("glob:**/tokenizer.model")
        .isDirectoryContaining("glob:**/tokenizer.json")
        .isDirectoryContaining("glob:**/tokenizer_config.json")
        .isDirectoryContaining("glob:**/special_tokens_map.json");
    assertThat(Files.readString(folder.resolve("tokenizer/tokenizer.vocab")).lines()).hasSize(360);
  }

  @Test
  void theSameTextInOtherPartsGivesTheSameBytes() throws IOException {
    train("once", "en.jsonl");
    Files.createDirectories(folder.resolve("parts"));
    List<String> lines = Files.readAllLines(folder.resolve("en.jsonl"));
    for (int part = 0; part < 7; part++) {
      List<String> own = lines.subList(part * lines.size() / 7, (part + 1) * lines.size() / 7);
      Files.write(folder.resolve("parts/" + (6 - part) + ".jsonl"), own);
    }
    train("parted", "parts");
    assertThat(folder.resolve("parted/tokenizer.model"))
        .hasSameBinaryContentAs(folder.resolve("once/tokenizer.model"));
  }

  @Test
  void aWeightCountsTheWordsSoManyTimes() throws IOException {
    Files.writeString(
        folder.resolve("twice.jsonl"), Files.readString(folder.resolve("en.jsonl")).repeat(2));
    assertThat(train("weighted", "en.jsonl=2").words())
        .isEqualTo(train("doubled", "twice.jsonl").words());
    assertThat(folder.resolve("weighted/tokenizer.model"))
        .hasSameBinaryContentAs(folder.resolve("doubled/tokenizer.model"));
  }

  @Test
  void extendingAddsPiecesAndLowersFertility() throws IOException {
    train("tokenizer", "en.jsonl");
    ExtendVocabularyResult result = extend("tokenizer", 60);
    assertThat(result.basePieces()).isEqualTo(360);
    assertThat(result.added()).isEqualTo(60);
    assertThat(result.after().tokensPerWord()).isLessThan(result.before().tokensPerWord());
    List<String> added = Files.readAllLines(folder.resolve("extended/added_pieces.tsv"));
    assertThat(added).hasSize(61);
    assertThat(added.get(1)).startsWith("360\t");
  }

  @Test
  void bothFilesOfAnExtendedFolderGiveTheSameIds() throws IOException {
    train("tokenizer", "en.jsonl");
    extend("tokenizer", 60);
    Tokenizer model =
        Tokenizers.sentencePiece(
            Files.readAllBytes(folder.resolve("extended/tokenizer.model")), Mode.HUGGINGFACE);
    Tokenizer json =
        Tokenizers.huggingFace(Files.readAllBytes(folder.resolve("extended/tokenizer.json")));
    for (String text : List.of("सभी मनुष्यों को", " born  free ", "न्याय and ﬁne", "")) {
      assertThat(json.encode(text)).isEqualTo(model.encode(text));
    }
  }

  @Test
  void theSqlFunctionsReadTheFolder() {
    train("tokenizer", "en.jsonl");
    SparkSession session = LocalSpark.session().newSession();
    GlossaFunctions.register(session.udf());
    session.conf().set("spark.glossa.tokenizer", folder.resolve("tokenizer").toString());
    assertThat(
            session
                .sql(
                    "SELECT glossa_decode(glossa_encode(text)) FROM VALUES ('born free') AS t(text)")
                .head()
                .getString(0))
        .isEqualTo("born free");
  }

  @Test
  void whatTheTextDoesNotSupportIsAUsageError() {
    train("tokenizer", "en.jsonl");
    assertThatThrownBy(() -> extend("tokenizer", 5000))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("supports only");
    assertThatThrownBy(() -> extend("tokenizer", 0))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("--add");
  }
}
