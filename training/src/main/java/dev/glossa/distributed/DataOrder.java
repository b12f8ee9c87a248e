package dev.glossa.distributed;

import java.util.List;

/**
 * Which block is read when: a pure function of seed and row, so that the position in the data is
 * nothing but a step number.
 *
 * <p>Rows are numbered over the whole training. A period of {@value #PERIOD} rows gives every
 * corpus a fixed number of rows by its weight, evenly interleaved. A corpus' rows run through its
 * blocks in a new pseudo-random order in every epoch.
 */
public final class DataOrder {

  static final int PERIOD = 1000;

  private final List<Source> sources;
  private final long seed;
  private final int[] sourceAt = new int[PERIOD];
  private final int[] rankAt = new int[PERIOD];
  private final int[] perPeriod;

  /**
   * @param size blocks
   * @param weight relative to the others
   */
  public record Source(long size, double weight) {}

  /**
   * @param source index of the corpus
   * @param block number within it
   */
  public record Draw(int source, long block) {}

  public DataOrder(List<Source> sources, long seed) {
    this.sources = List.copyOf(sources);
    this.seed = seed;
    this.perPeriod = new int[sources.size()];
    double all = sources.stream().mapToDouble(Source::weight).sum();
    for (int row = 0; row < PERIOD; row++) {
      int next = mostBehind(row + 1, all);
      sourceAt[row] = next;
      rankAt[row] = perPeriod[next]++;
    }
  }

  private int mostBehind(int rows, double all) {
    int behind = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int source = 0; source < sources.size(); source++) {
      double due = sources.get(source).weight() / all * rows - perPeriod[source];
      if (due > most) {
        most = due;
        behind = source;
      }
    }
    return behind;
  }

  /** What is read as this row, counted from 0. */
  public Draw at(long row) {
    int within = (int) (row % PERIOD);
    int source = sourceAt[within];
    long draw = row / PERIOD * perPeriod[source] + rankAt[within];
    long size = sources.get(source).size();
    long epoch = draw / size;
    long order = Permutation.mix(seed ^ Permutation.mix(epoch * sources.size() + source));
    return new Draw(source, new Permutation(size, order).at(draw % size));
  }

  int sources() {
    return sources.size();
  }

  /** How many of the first rows are of the source. */
  public long drawn(long rows, int source) {
    long drawn = rows / PERIOD * perPeriod[source];
    for (int row = 0; row < rows % PERIOD; row++) {
      drawn += sourceAt[row] == source ? 1 : 0;
    }
    return drawn;
  }

  /** How often the source that is used most has been read after this many rows. */
  public double epoch(long rows) {
    double epoch = 0;
    for (int source = 0; source < sources.size(); source++) {
      epoch = Math.max(epoch, (double) drawn(rows, source) / sources.get(source).size());
    }
    return epoch;
  }
}
