package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.tokenizer.BpeTrainer;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import dev.glossa.tokenizer.TrainerFlags;
import dev.glossa.tokenizer.WordCount;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pieces and their offsets are SentencePiece's, also where normalization changes the text: real
 * lines, and lines of characters that are removed, replaced, composed, unknown or spaces.
 */
final class TokenOffsetsInteropIT {
  private static final String[] CHARACTERS = {
    " ",
    "  ",
    "\u3000",
    "\u00A0",
    "\u2581",
    "\t",
    "\u200B",
    "\u00AD",
    "\uFEFF",
    "a",
    "the",
    "é",
    "e\u0301",
    "ﬁ",
    "①",
    "㌖",
    "Ａ",
    "ｶﾞ",
    "각",
    "\u1100\u1161\u11A8",
    "的",
    "😀",
    "🦄",
    "\u0D9E",
    "…",
    "\uFFFD",
    "\u0000"
  };

  @TempDir static Path folder;
  private static List<String> lines;

  @BeforeAll
  static void collectLines() throws Exception {
    lines = new ArrayList<>(Files.readAllLines(Sample.lines(folder, 1000)));
    Random random = new Random(4);
    for (int i = 0; i < 3000; i++) {
      StringBuilder line = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        line.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
      }
      lines.add(line.toString());
    }
  }

  static Stream<Map<String, String>> models() {
    return Stream.of(
        Map.of("normalization_rule_name", "nmt_nfkc"),
        Map.of("normalization_rule_name", "nmt_nfkc", "byte_fallback", "true"),
        Map.of("normalization_rule_name", "nmt_nfkc", "treat_whitespace_as_suffix", "true"),
        Map.of(
            "normalization_rule_name", "identity",
            "remove_extra_whitespaces", "false",
            "byte_fallback", "true"),
        Map.of("normalization_rule_name", "nmt_nfkc", "user_defined_symbols", "①,ﬁ,a的,a①"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void offsetsAreThoseOfSentencePiece(Map<String, String> flags) throws Exception {
    SentencePieceModel model = train(flags);
    Path file = Files.write(folder.resolve("tokenizer.model"), model.toByteArray());
    Path tokens = folder.resolve("tokens.jsonl");
    write(Tokenizers.sentencePiece(model, Mode.SENTENCEPIECE), tokens);
    String compared = Tools.python(folder, "same_offsets.py", file, tokens);
    assertThat(compared.strip()).isEqualTo(Integer.toString(lines.size()));
  }

  private static SentencePieceModel train(Map<String, String> flags) {
    Map<String, String> all = new TreeMap<>(flags);
    all.put("vocab_size", "1500");
    all.put("character_coverage", "0.98");
    TrainerFlags parsed = TrainerFlags.of(all);
    Map<String, Long> words = new TreeMap<>();
    for (String line : lines.subList(0, 1000)) {
      for (String word : line.strip().split("\\s+")) {
        words.merge(word, 1L, Long::sum);
      }
    }
    boolean suffix = flags.containsKey("treat_whitespace_as_suffix");
    return new BpeTrainer(parsed.trainerSpec(), parsed.normalizerSpec())
        .train(
            words.entrySet().stream()
                .map(
                    word ->
                        new WordCount(
                            suffix ? word.getKey() + "▁" : "▁" + word.getKey(), word.getValue()))
                .toList());
  }

  private static void write(Tokenizer tokenizer, Path file) throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (Writer out = Files.newBufferedWriter(file)) {
      for (String line : lines) {
        List<List<Object>> tokens =
            tokenizer.tokens(line).stream()
                .map(
                    token ->
                        List.<Object>of(
                            token.id(),
                            token.piece(),
                            token.byteStart(),
                            token.byteEnd(),
                            token.charStart(),
                            token.charEnd()))
                .toList();
        out.write(json.writeValueAsString(Map.of("text", line, "tokens", tokens)) + "\n");
      }
    }
  }
}
