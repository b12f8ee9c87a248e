package dev.glossa.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizer.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What a tokenizer and the library that owns its format make of the same texts and ids. */
final class ReferenceTokens {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean isHuggingFace;
  private final List<byte[]> texts = new ArrayList<>();
  private final List<int[]> ids = new ArrayList<>();

  ReferenceTokens(boolean isHuggingFace) {
    this.isHuggingFace = isHuggingFace;
  }

  void addText(byte[] text) {
    texts.add(text);
  }

  void addIds(int[] sequence) {
    ids.add(sequence);
  }

  /** Writes the questions as reference_tokens.py reads them. */
  Path write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    texts.forEach(text -> lines.add("text " + Base64.getEncoder().encodeToString(text)));
    ids.forEach(
        sequence -> lines.add("ids " + Arrays.toString(sequence).replaceAll("[\\[\\],]", "")));
    return Files.write(file, lines);
  }

  /** The differences between the answers and ours, none of them if all is well. */
  List<String> differences(Path answers, Tokenizer tokenizer) throws IOException {
    List<String> differences = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(answers)) {
      for (byte[] text : texts) {
        compareText(text, JSON.readTree(lines.readLine()), tokenizer, differences);
      }
      for (int[] sequence : ids) {
        String expected = JSON.readTree(lines.readLine()).path("text").asText();
        compare(Arrays.toString(sequence), expected, tokenizer.decode(sequence), differences);
      }
    }
    return differences;
  }

  private void compareText(
      byte[] utf8, JsonNode expected, Tokenizer tokenizer, List<String> differences) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    String shown = "'" + text + "' (" + Base64.getEncoder().encodeToString(utf8) + ")";
    int[] actual = tokenizer.encode(utf8, 0, utf8.length);
    int before = differences.size();
    compare(shown, ids(expected.path("ids")), Arrays.toString(actual), differences);
    if (differences.size() > before) {
      return;
    }
    compare(shown, expected.path("text").asText(), tokenizer.decode(actual), differences);
    // Hugging Face's offsets slip where it passes over bytes that have no token.
    boolean isWhole = !isHuggingFace || tokenizer.decode(actual).equals(text);
    if (isWellFormed(utf8, text) && isWhole) {
      List<Token> tokens = tokenizer.tokens(text);
      compare(shown, offsets(expected.path("offsets")), offsets(tokens), differences);
      compare(
          shown,
          Arrays.toString(actual),
          Arrays.toString(tokens.stream().mapToInt(Token::id).toArray()),
          differences);
    }
  }

  private static boolean isWellFormed(byte[] utf8, String text) {
    return Arrays.equals(utf8, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String ids(JsonNode ids) {
    int[] values = new int[ids.size()];
    Arrays.setAll(values, i -> ids.get(i).asInt());
    return Arrays.toString(values);
  }

  private static String offsets(JsonNode offsets) {
    List<String> pairs = new ArrayList<>();
    offsets.forEach(pair -> pairs.add(pair.get(0) + "-" + pair.get(1)));
    return String.join(" ", pairs);
  }

  private String offsets(List<Token> tokens) {
    List<String> pairs = new ArrayList<>();
    tokens.forEach(
        token ->
            pairs.add(
                isHuggingFace
                    ? token.charStart() + "-" + token.charEnd()
                    : token.byteStart() + "-" + token.byteEnd()));
    return String.join(" ", pairs);
  }

  private static void compare(
      String what, String expected, String actual, List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add("%s%n  is %s%n  not %s".formatted(what, actual, expected));
    }
  }
}
