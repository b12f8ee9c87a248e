package dev.glossa.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The script of a character, from SentencePiece 0.2.3's own table (scripts.txt, made by
 * src/make/sentencepiece_tables.py); Java's follows another version of Unicode.
 */
final class Scripts {

  static final int COMMON = 0;
  static final int INHERITED = 1;
  static final int HAN = 2;
  static final int HIRAGANA = 3;
  static final int KATAKANA = 4;

  private static final Scripts TABLE = new Scripts();

  private final int[] first;
  private final int[] last;
  private final int[] script;

  private Scripts() {
    List<String> names =
        new ArrayList<>(List.of("Common", "Inherited", "Han", "Hiragana", "Katakana"));
    List<int[]> ranges = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Scripts.class.getResourceAsStream("scripts.txt"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ");
        if (!names.contains(fields[2])) {
          names.add(fields[2]);
        }
        ranges.add(
            new int[] {
              Integer.parseInt(fields[0], 16),
              Integer.parseInt(fields[1], 16),
              names.indexOf(fields[2])
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The table of scripts cannot be read from our jar.", e);
    }
    first = ranges.stream().mapToInt(range -> range[0]).toArray();
    last = ranges.stream().mapToInt(range -> range[1]).toArray();
    script = ranges.stream().mapToInt(range -> range[2]).toArray();
  }

  /** A number for the script of a character; what the table does not know is Common. */
  static int of(int codePoint) {
    int found = Arrays.binarySearch(TABLE.first, codePoint);
    int range = found >= 0 ? found : -found - 2;
    return range >= 0 && codePoint <= TABLE.last[range] ? TABLE.script[range] : COMMON;
  }
}
