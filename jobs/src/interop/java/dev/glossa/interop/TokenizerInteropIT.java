package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tokenizer folder made here loads in SentencePiece and in transformers, and gives the same ids
 * there.
 */
final class TokenizerInteropIT {
  private static final int LINES = 2000;

  @TempDir static Path folder;
  private static Path lines;

  @BeforeAll
  static void trainAndExtend() throws Exception {
    Path documents = Sample.documents(folder, 600);
    lines = Sample.lines(folder, LINES);
    Tools.glossa(
        folder,
        "vocab",
        "train",
        "--input",
        documents,
        "--output",
        "trained",
        "--vocab-size",
        2000,
        "--byte-fallback");
    Tools.glossa(
        folder,
        "vocab",
        "extend",
        "--base",
        "trained",
        "--input",
        documents,
        "--output",
        "extended",
        "--add",
        500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trained", "extended"})
  void sentencePieceGivesTheSameIds(String tokenizer) throws Exception {
    assertSameIds("sentencepiece", tokenizer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trained", "extended"})
  void transformersGivesTheSameIds(String tokenizer) throws Exception {
    assertSameIds("huggingface", tokenizer);
  }

  @Test
  void anExtendedTokenizerHasTheAddedPiecesAfterTheOldOnes() throws Exception {
    long trained = Files.readAllLines(folder.resolve("trained/tokenizer.vocab")).size();
    long added =
        Files.readAllLines(folder.resolve("extended/added_pieces.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .count();
    assertThat(trained).isEqualTo(2000);
    assertThat(added).isBetween(500L, 501L);
  }

  private static void assertSameIds(String library, String tokenizer) throws Exception {
    String ids =
        Tools.glossa(
            folder, Map.of(), lines, "encode", "--tokenizer", tokenizer, "--mode", library);
    Path file = Files.writeString(folder.resolve(tokenizer + "." + library + ".ids"), ids);
    String compared =
        Tools.python(folder, "same_ids.py", library, folder.resolve(tokenizer), lines, file);
    assertThat(compared.strip()).isEqualTo(Integer.toString(Files.readAllLines(lines).size()));
  }
}
