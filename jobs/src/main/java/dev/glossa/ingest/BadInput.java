package dev.glossa.ingest;

import dev.glossa.job.GlossaException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * More of an input cannot be read than is allowed.
 *
 * @param records all records
 * @param unreadable those that cannot be read
 * @param files the files with the most of them, more than are named if there are others
 */
public record BadInput(long records, long unreadable, List<BadFile> files) {

  /** Files that a message names. */
  public static final int NAMED_FILES = 5;

  /**
   * A file of which some cannot be read.
   *
   * @param records how many unreadable records it has
   * @param error the reason of one of them
   */
  public record BadFile(String file, long records, String error) implements Serializable {

    static final Comparator<BadFile> WORST_FIRST =
        Comparator.comparingLong((BadFile file) -> -file.records()).thenComparing(BadFile::file);
  }

  /**
   * Ends a job whose input is worse than it may be.
   *
   * @param most the greatest share of unreadable records that is allowed
   * @throws GlossaException (bad input) if it is more, with the files that are worst
   */
  public void require(double most) {
    double share = records == 0 ? 0 : (double) unreadable / records;
    if (share > most) {
      throw GlossaException.badInput(
          "%d of %d records cannot be read (%s), more than ingest.max-bad-share = %s allows: %s.",
          unreadable, records, String.format(Locale.ROOT, "%.2f %%", 100 * share), most, named());
    }
  }

  private String named() {
    String named =
        files.stream()
            .sorted(BadFile.WORST_FIRST)
            .limit(NAMED_FILES)
            .map(file -> "'%s' (%d: %s)".formatted(file.file(), file.records(), file.error()))
            .collect(Collectors.joining(", "));
    return files.size() > NAMED_FILES ? named + " and others" : named;
  }
}
