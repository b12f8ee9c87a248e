package dev.glossa.vocabulary;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tokens against the size of the vocabulary.
 *
 * @param schema 1
 * @param smallest pieces of the smallest possible vocabulary: given ones and characters
 * @param largest pieces of the largest one, which was trained
 * @param all of all languages together
 * @param languages by language code
 */
public record VocabularyCurve(
    int schema,
    int smallest,
    int largest,
    LanguageCurve all,
    SortedMap<String, LanguageCurve> languages) {

  /** Stretches between the smallest and the largest size, at whose ends a curve is drawn. */
  private static final int STRETCHES = 64;

  /**
   * One language's curve.
   *
   * @param sentences sentences that were trained on
   * @param words their words, by ICU's segmentation
   * @param bytes their bytes in UTF-8
   * @param sizes the sizes asked for
   * @param curve these and more sizes between them
   * @param knee the size after which more pieces gain less than on average, see {@link Knee}; null
   *     where there is none
   */
  public record LanguageCurve(
      long sentences, long words, long bytes, List<Point> sizes, List<Point> curve, Point knee) {}

  /**
   * One vocabulary.
   *
   * @param size its pieces
   * @param fertility tokens per word
   */
  public record Point(int size, long tokens, double fertility, double bytesPerToken) {}

  /**
   * @param smallest pieces of the smallest vocabulary
   * @param counts by language, at least one
   * @param sizes from {@code smallest} upwards
   */
  static VocabularyCurve of(
      int smallest, SortedMap<String, CurveCounts> counts, SortedSet<Integer> sizes) {
    SortedMap<String, LanguageCurve> languages = new TreeMap<>();
    counts.forEach((language, own) -> languages.put(language, curve(smallest, own, sizes)));
    CurveCounts all = counts.values().stream().reduce(CurveCounts::plus).orElseThrow();
    return new VocabularyCurve(
        1, smallest, smallest + all.saved().length, curve(smallest, all, sizes), languages);
  }

  private static LanguageCurve curve(int smallest, CurveCounts counts, SortedSet<Integer> sizes) {
    long[] tokens = counts.tokensByMerges();
    int knee = Knee.of(tokens, sizes.first() - smallest, sizes.last() - smallest);
    SortedSet<Integer> drawn = new TreeSet<>(sizes);
    for (int i = 1; i < STRETCHES; i++) {
      drawn.add(sizes.first() + (int) ((long) (sizes.last() - sizes.first()) * i / STRETCHES));
    }
    if (knee >= 0) {
      drawn.add(smallest + knee);
    }
    return new LanguageCurve(
        counts.sentences(),
        counts.words(),
        counts.bytes(),
        sizes.stream().map(size -> point(size, tokens[size - smallest], counts)).toList(),
        drawn.stream().map(size -> point(size, tokens[size - smallest], counts)).toList(),
        knee < 0 ? null : point(smallest + knee, tokens[knee], counts));
  }

  private static Point point(int size, long tokens, CurveCounts counts) {
    Fertility fertility = new Fertility(tokens, counts.words(), counts.bytes());
    return new Point(size, tokens, fertility.tokensPerWord(), fertility.bytesPerToken());
  }
}
