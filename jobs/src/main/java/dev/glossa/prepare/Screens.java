package dev.glossa.prepare;

import dev.glossa.contamination.BenchmarkIndex;
import dev.glossa.contamination.Overlap;
import dev.glossa.prepare.ScreeningSettings.Action;
import dev.glossa.prepare.ScreeningSettings.BlockLists;
import dev.glossa.quality.C4Rules;
import dev.glossa.quality.Cleaned;
import dev.glossa.quality.Notices;
import dev.glossa.quality.UrlBlockList;
import dev.glossa.quality.WordList;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Lists and benchmarks, read once, that documents are held against. */
final class Screens implements Serializable {

  private static final long serialVersionUID = 1L;

  private final boolean removesNotices;
  private final boolean c4;
  private final UrlBlockList addresses;
  private final TreeMap<String, WordList> words = new TreeMap<>();
  private final BenchmarkIndex benchmarks;
  private final boolean cuts;

  private Screens(ScreeningSettings settings, boolean parity, Configuration hadoop) {
    BlockLists lists = settings.blockLists();
    ListFiles files = new ListFiles(hadoop);
    this.removesNotices = settings.removeNotices() && !parity;
    this.c4 = settings.c4();
    this.addresses =
        new UrlBlockList(
            files.entries(lists.domains()),
            files.entries(lists.urls()),
            files.entries(lists.urlWords()),
            files.entries(lists.urlSoftWords()),
            files.entries(lists.urlParts()));
    lists
        .words()
        .forEach((language, paths) -> words.put(language, new WordList(files.entries(paths))));
    List<String> input = settings.decontamination().input();
    this.benchmarks =
        input.isEmpty()
            ? null
            : new BenchmarkFiles(hadoop).index(input, settings.decontamination().n());
    this.cuts = settings.decontamination().action() == Action.CUT;
  }

  /** Names of the benchmarks. */
  List<String> benchmarks() {
    return benchmarks == null ? List.of() : benchmarks.benchmarks();
  }

  /** Reads all lists and benchmarks. */
  static Screens read(PrepareSettings settings, Configuration hadoop) {
    return new Screens(settings.screening(), settings.parity(), hadoop);
  }

  /**
   * What was found in a document.
   *
   * @param text the text without notices, which quality is measured of
   * @param clean what of it may go into the corpus
   * @param measures what was found, by the names of rules
   */
  record Screened(String text, String clean, Map<String, Double> measures) {}

  Screened screen(String url, String asFound, String language) {
    Map<String, Double> measures = new TreeMap<>();
    if (url != null) {
      measures.putAll(addresses.measure(url));
    }
    Cleaned withoutNotices = withoutNotices(asFound, language);
    measures.putAll(withoutNotices.measures());
    String text = withoutNotices.text();
    WordList list = words.get(language);
    if (list != null) {
      measures.putAll(list.measure(text));
    }
    String clean = text;
    if (benchmarks != null) {
      Overlap overlap = benchmarks.overlap(text);
      measures.put(ScreeningRules.CONTAMINATED_SHARE, overlap.share());
      overlap
          .hits()
          .forEach(
              (benchmark, hits) ->
                  measures.put(ScreeningRules.CONTAMINATION + benchmark, (double) hits));
      clean = cuts ? overlap.cut(text) : text;
    }
    if (c4) {
      Cleaned cleaned = C4Rules.of(language).apply(clean);
      measures.putAll(cleaned.measures());
      clean = cleaned.text();
    }
    return new Screened(text, clean, measures);
  }

  /** The text that quality and duplicates are looked for in. */
  Cleaned withoutNotices(String text, String language) {
    return removesNotices ? Notices.of(language).remove(text) : new Cleaned(text, Map.of());
  }
}
