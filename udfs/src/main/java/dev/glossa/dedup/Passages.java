package dev.glossa.dedup;

import dev.glossa.text.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The lines and paragraphs of texts, known by 64-bit hashes, so that those that many texts have can
 * be counted and taken out. A paragraph is what stands between blank lines, or a whole text without
 * any. Passages are equal that the script-safe normalizer makes equal: case, numbers, punctuation
 * and white space make no difference. What has neither letters nor numbers is no passage.
 */
public final class Passages {

  private static final long LINE = 0;
  private static final long PARAGRAPH = 1;

  /** Stands for what is no passage. */
  private static final long NONE = 0;

  private Passages() {}

  /**
   * What is left of a text.
   *
   * @param text the rest
   * @param lines how many lines were taken out, without those of paragraphs that were
   * @param paragraphs how many paragraphs were taken out
   */
  public record Rest(String text, int lines, int paragraphs) {}

  /** The hashes of a text's lines, each once. */
  public static long[] lines(String text) {
    return distinct(Arrays.stream(text.split("\n")).mapToLong(Passages::line));
  }

  /** The hashes of a text's paragraphs, each once; no line has one of them. */
  public static long[] paragraphs(String text) {
    List<String> lines = List.of(text.split("\n"));
    LongStream.Builder hashes = LongStream.builder();
    for (int start = 0; start < lines.size(); ) {
      int end = endOfParagraph(lines, start);
      hashes.add(paragraph(lines.subList(start, end)));
      start = Math.max(end, start + 1);
    }
    return distinct(hashes.build());
  }

  /**
   * Takes passages out of a text, and the blank lines after a paragraph of which nothing is left.
   *
   * @param hashes of {@link #paragraphs}, which go first, and of {@link #lines}
   */
  public static Rest without(String text, Set<Long> hashes) {
    List<String> lines = List.of(text.split("\n", -1));
    List<String> kept = new ArrayList<>(lines.size());
    int removedLines = 0;
    int removedParagraphs = 0;
    boolean vanished = false;
    for (int start = 0; start < lines.size(); ) {
      int end = endOfParagraph(lines, start);
      if (end == start) {
        if (!vanished) {
          kept.add(lines.get(start));
        }
        start++;
        continue;
      }
      List<String> paragraph = lines.subList(start, end);
      List<String> rest = List.of();
      if (hashes.contains(paragraph(paragraph))) {
        removedParagraphs++;
      } else {
        rest = paragraph.stream().filter(line -> !hashes.contains(line(line))).toList();
        removedLines += paragraph.size() - rest.size();
      }
      kept.addAll(rest);
      vanished = rest.isEmpty();
      start = end;
    }
    if (removedLines + removedParagraphs == 0) {
      return new Rest(text, 0, 0);
    }
    while (!kept.isEmpty() && isBlank(kept.get(kept.size() - 1))) {
      kept.remove(kept.size() - 1);
    }
    return new Rest(String.join("\n", kept), removedLines, removedParagraphs);
  }

  /** Where the paragraph that begins at a line ends; the line itself if it is blank. */
  private static int endOfParagraph(List<String> lines, int start) {
    int end = start;
    while (end < lines.size() && !isBlank(lines.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(String line) {
    return Characters.strip(line).isEmpty();
  }

  private static long line(String line) {
    return hash(line, LINE);
  }

  private static long paragraph(List<String> lines) {
    return hash(String.join("\n", lines), PARAGRAPH);
  }

  private static long hash(String passage, long kind) {
    String normalized = ShingleNormalizer.SCRIPT_SAFE.normalize(passage);
    if (normalized.isEmpty()) {
      return NONE;
    }
    byte[] bytes = normalized.getBytes(StandardCharsets.UTF_8);
    return XxHash64.hash(bytes, 0, bytes.length, kind);
  }

  private static long[] distinct(LongStream hashes) {
    return hashes.filter(hash -> hash != NONE).distinct().toArray();
  }
}
