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
 * Vocabularies extended in every way load in SentencePiece and in transformers, and give the same
 * ids there.
 */
final class ExtensionInteropIT {

  private static final int LINES = 2000;

  @TempDir static Path folder;
  private static Path lines;

  @BeforeAll
  static void extend() throws Exception {
    Path documents = Sample.documents(folder, 600);
    lines = Sample.lines(folder, LINES);
    Tools.glossa(
        folder,
        "vocab",
        "train",
        "--input",
        lines,
        "--output",
        "base",
        "--vocab-size",
        1200,
        "--byte-fallback",
        "--remove-extra-whitespaces=false",
        "--normalization-rule-name=identity",
        "--split-digits",
        "--character-coverage",
        0.98);
    Tools.glossa(
        folder, "vocab", "train", "--input", documents, "--output", "other", "--vocab-size", 1500);
    Tools.glossa(
        folder,
        "vocab",
        "extend",
        "--base",
        "base",
        "--method",
        "merge",
        "--from",
        "other",
        "--output",
        "merged");
    Tools.glossa(
        folder,
        "vocab",
        "extend",
        "--base",
        "base",
        "--input",
        documents,
        "--protect",
        lines,
        "--add",
        150,
        "--output",
        "protected");
    Tools.python(folder, "byte_level.py", lines, folder.resolve("bytes"));
    Tools.glossa(
        folder,
        "vocab",
        "extend",
        "--base",
        "bytes",
        "--input",
        documents,
        "--add",
        400,
        "--output",
        "more-bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"merged", "protected"})
  void sentencePieceGivesTheSameIds(String tokenizer) throws Exception {
    assertSameIds("sentencepiece", tokenizer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"merged", "protected", "more-bytes"})
  void transformersGivesTheSameIds(String tokenizer) throws Exception {
    assertSameIds("huggingface", tokenizer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"merged", "protected"})
  void sentencePieceReachesEveryAddedPiece(String tokenizer) throws Exception {
    assertThat(Tools.python(folder, "reachable.py", folder.resolve(tokenizer)).strip())
        .isEqualTo("0");
  }

  @Test
  void specialTokensOfAByteLevelTokenizerKeepTheirIds() throws Exception {
    Path text = Files.writeString(folder.resolve("special.txt"), "<|begin_of_text|>\n");
    String before = encode("bytes", text);
    assertThat(encode("more-bytes", text)).isEqualTo(before).isNotBlank();
    Path ids = Files.writeString(folder.resolve("special.ids"), before);
    Tools.python(folder, "same_ids.py", "huggingface", folder.resolve("more-bytes"), text, ids);
  }

  private static String encode(String tokenizer, Path text) throws Exception {
    return Tools.glossa(
        folder, Map.of(), text, "encode", "--tokenizer", tokenizer, "--mode", "huggingface");
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
