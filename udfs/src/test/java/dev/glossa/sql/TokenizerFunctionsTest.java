package dev.glossa.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.tokenizer.BpeTrainer;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import dev.glossa.tokenizer.TrainerFlags;
import dev.glossa.tokenizer.WordCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerFunctionsTest {

  /** Reads a folder of this machine. */
  public static final class LocalSource implements TokenizerSource {
    @Override
    public Tokenizer load(String path) {
      try {
        return Tokenizers.sentencePiece(Files.readAllBytes(Path.of(path, "tokenizer.model")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @TempDir static Path folder;

  private static SparkSession spark;

  @BeforeAll
  static void trainATokenizer() throws IOException {
    TrainerFlags flags =
        TrainerFlags.of(
            Map.of(
                "vocab_size", "262",
                "byte_fallback", "true",
                "normalization_rule_name", "identity"));
    Files.write(
        folder.resolve("tokenizer.model"),
        new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec())
            .train(List.of(new WordCount("▁a", 2)))
            .toByteArray());
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", GlossaExtensions.class.getName())
            .getOrCreate()
            .newSession();
    spark.conf().set(TokenizerFunctions.TOKENIZER, folder.toString());
  }

  static List<FunctionDescription> descriptions() {
    return FunctionDescription.ALL;
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void isDescribedWithAnExampleThatHolds(FunctionDescription function) {
    String described =
        spark.sql("DESCRIBE FUNCTION EXTENDED " + function.name()).collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));

    assertThat(described)
        .contains("Function: " + function.name(), "Usage: " + function.name() + "(")
        .contains(function.arguments())
        .contains(function.query());
    assertThat(spark.sql(function.query()).head().get(0)).asString().isEqualTo(function.answer());
  }

  @Test
  void everyFunctionOfTheSessionIsDescribed() {
    assertThat(spark.sql("SHOW FUNCTIONS LIKE 'glossa_*'").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(
            descriptions().stream().map(FunctionDescription::name).toList());
  }

  @Test
  void encodesInTheQuery() {
    assertThat(spark.sql("SELECT glossa_encode('a a'), glossa_encode(null)").head().getList(0))
        .isEqualTo(List.of(259, 259));
  }

  @Test
  void countsAndDecodesOnExecutors() {
    spark.range(3).selectExpr("repeat('a ', id) AS text").createOrReplaceTempView("texts");
    assertThat(
            spark
                .sql("SELECT glossa_token_count(text) FROM texts ORDER BY 1")
                .collectAsList()
                .stream()
                .map(row -> row.getInt(0)))
        .containsExactly(0, 1, 2);
    assertThat(
            spark
                .sql("SELECT glossa_decode(glossa_encode(text)) FROM texts WHERE length(text) > 2")
                .head()
                .getString(0))
        .isEqualTo("a a");
  }

  @Test
  void saysWhichSettingIsMissing() {
    SparkSession other = spark.newSession();
    GlossaFunctions.register(other.udf());
    assertThatThrownBy(() -> other.sql("SELECT glossa_encode('a')").collect())
        .hasStackTraceContaining("Set spark.glossa.tokenizer to");
  }
}
