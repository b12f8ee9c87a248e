package dev.glossa.prepare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is looked for in documents beyond quality; keys of section {@code prepare}.
 *
 * @param removeNotices whether lines that are only a notice about cookies or JavaScript are removed
 * @param c4 whether C4's rules hold too
 * @param blockLists addresses and words that are not wanted
 * @param decontamination benchmarks that the corpus may not contain
 */
public record ScreeningSettings(
    boolean removeNotices, boolean c4, BlockLists blockLists, Decontamination decontamination)
    implements Serializable {

  /**
   * PATHs of lists, one entry a line; and how much of them a document may have.
   *
   * @param domains hosts, which stand for those below them too
   * @param urls addresses of pages
   * @param urlWords words that may not be in an address
   * @param urlSoftWords words of which few may be in an address
   * @param urlParts letters that may be nowhere in an address
   * @param words words of documents, by language
   * @param maxUrlSoftWords the most different soft words of an address
   * @param maxWords the most occurrences of words in a document, or null
   * @param maxWordShare the greatest share of a document's words, or null
   */
  public record BlockLists(
      List<String> domains,
      List<String> urls,
      List<String> urlWords,
      List<String> urlSoftWords,
      List<String> urlParts,
      Map<String, List<String>> words,
      double maxUrlSoftWords,
      Double maxWords,
      Double maxWordShare)
      implements Serializable {

    /** Copies its lists. */
    public BlockLists {
      domains = List.copyOf(domains);
      urls = List.copyOf(urls);
      urlWords = List.copyOf(urlWords);
      urlSoftWords = List.copyOf(urlSoftWords);
      urlParts = List.copyOf(urlParts);
      words = Map.copyOf(words);
    }

    private Stream<String> files() {
      return Stream.concat(
          Stream.of(domains, urls, urlWords, urlSoftWords, urlParts).flatMap(List::stream),
          words.values().stream().flatMap(List::stream));
    }
  }

  /**
   * @param input PATHs of benchmarks: files, or folders that are one benchmark each
   * @param n tokens of a passage that counts as copied
   * @param action what becomes of a document with such a passage
   */
  public record Decontamination(List<String> input, int n, Action action) implements Serializable {

    /** Copies its list. */
    public Decontamination {
      input = List.copyOf(input);
    }
  }

  /** What becomes of documents with passages of a benchmark. */
  public enum Action {
    @JsonProperty("drop")
    DROP,
    @JsonProperty("cut")
    CUT
  }

  /** The paths of all lists and benchmarks. */
  List<String> files() {
    return Stream.concat(blockLists.files(), decontamination.input().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
