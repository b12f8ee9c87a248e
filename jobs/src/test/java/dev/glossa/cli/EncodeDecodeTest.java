package dev.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.tokenizer.BpeTrainer;
import dev.glossa.tokenizer.TrainerFlags;
import dev.glossa.tokenizer.WordCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeDecodeTest {

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void trainATokenizer() throws IOException {
    TrainerFlags flags =
        TrainerFlags.of(
            Map.of(
                "vocab_size", "262",
                "byte_fallback", "true",
                "normalization_rule_name", "identity",
                "remove_extra_whitespaces", "false"));
    byte[] model =
        new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec())
            .train(List.of(new WordCount("▁a", 2)))
            .toByteArray();
    Files.write(folder.resolve("tokenizer.model"), model);
  }

  private record Run(int code, String out) {}

  private Run run(String input, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      int code = Glossa.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
      return new Run(code, written.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
  }

  @Test
  void encodesLineByLine() {
    assertThat(run("a a\n\nb", "encode", "--tokenizer", folder.toString()))
        .isEqualTo(new Run(0, "259 259\n\n261 101\n"));
    assertThat(run("a a\nb\n", "encode", "--tokenizer", folder.toString(), "--format", "pieces"))
        .isEqualTo(new Run(0, "▁a ▁a\n▁ <0x62>\n"));
  }

  @Test
  void decodesLineByLine() {
    assertThat(run("259 259\n\n261 101\n", "decode", "--tokenizer", folder.toString()))
        .isEqualTo(new Run(0, "a a\n\nb\n"));
  }

  @Test
  void linesLongerThanTheBufferAreOneLine() {
    String line = "a".repeat(200_000);
    Run ids = run(line + "\n", "encode", "--tokenizer", folder.toString());
    assertThat(ids.out().lines()).hasSize(1);
    assertThat(run(ids.out(), "decode", "--tokenizer", folder.toString()).out())
        .isEqualTo(line + "\n");
  }

  @Test
  void namesTheLineThatCannotBeDecoded() {
    assertThat(run("1 2\nx\n", "decode", "--tokenizer", folder.toString()).code()).isEqualTo(3);
    assertThat(errors.toString()).contains("Line 2").contains("'x'");
    assertThat(run("9999\n", "decode", "--tokenizer", folder.toString()).code()).isEqualTo(3);
    assertThat(errors.toString()).contains("Line 1").contains("Id 9999 is not in the vocabulary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1,2", "1.5", "0x1", "12345678901", "1 é"})
  void takesOnlyDecimalNumbersForIds(String line) {
    assertThat(run(line + "\n", "decode", "--tokenizer", folder.toString()).code()).isEqualTo(3);
  }

  @Test
  void aDamagedOrMissingTokenizerIsAUsageError() throws IOException {
    Files.write(folder.resolve("tokenizer.model"), new byte[] {10, 127, 3});
    assertThat(run("a\n", "encode", "--tokenizer", folder.toString()).code()).isEqualTo(2);
    assertThat(errors.toString()).contains("truncated");
    assertThat(run("a\n", "encode", "--tokenizer", folder + "/none").code()).isEqualTo(2);
  }
}
