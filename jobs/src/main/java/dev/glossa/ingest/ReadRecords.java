package dev.glossa.ingest;

import dev.glossa.ingest.BadInput.BadFile;
import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.LongAccumulator;

/**
 * How many records a job has read, and how many it could not, counted in passing for jobs that keep
 * no rejects. Of one reading: a task that Spark repeats may count again, which leaves the share as
 * it is.
 */
public final class ReadRecords implements Serializable {

  private static final long serialVersionUID = 1;

  private final LongAccumulator records = new LongAccumulator();
  private final BadFiles unreadable = new BadFiles();

  public ReadRecords(SparkSession spark) {
    spark.sparkContext().register(records, "records read");
    spark.sparkContext().register(unreadable, "unreadable records");
  }

  /** Counts a record, and returns whether it could be read. */
  boolean isReadable(String file, String error) {
    records.add(1);
    if (error != null) {
      unreadable.add(new BadFile(file, 1, error));
    }
    return error == null;
  }

  /**
   * Says how many there were, when all are read.
   *
   * @throws GlossaException (bad input) if more than {@code ingest.max-bad-share} could not be read
   */
  public void require(IngestSettings ingest) {
    new BadInput(records.sum(), unreadable.records(), unreadable.value())
        .require(ingest.maxBadShare());
  }

  /** The same, and notes the numbers in the manifest. */
  public void require(IngestSettings ingest, JobContext context) {
    context.count("records", records.sum());
    context.count("unreadable", unreadable.records());
    require(ingest);
  }

  /** Sums by file; of very many files, those that came first. */
  private static final class BadFiles extends AccumulatorV2<BadFile, List<BadFile>> {

    private static final long serialVersionUID = 1;
    private static final int MAX_FILES = 1000;

    private final Map<String, BadFile> byFile = new HashMap<>();
    private long records;

    @Override
    public boolean isZero() {
      return records == 0;
    }

    @Override
    public BadFiles copy() {
      BadFiles copy = new BadFiles();
      copy.merge(this);
      return copy;
    }

    @Override
    public void reset() {
      byFile.clear();
      records = 0;
    }

    @Override
    public void add(BadFile bad) {
      records += bad.records();
      note(bad);
    }

    private void note(BadFile bad) {
      if (byFile.size() < MAX_FILES || byFile.containsKey(bad.file())) {
        byFile.merge(bad.file(), bad, BadFiles::together);
      }
    }

    private static BadFile together(BadFile a, BadFile b) {
      return new BadFile(
          a.file(),
          a.records() + b.records(),
          a.error().compareTo(b.error()) <= 0 ? a.error() : b.error());
    }

    @Override
    public void merge(AccumulatorV2<BadFile, List<BadFile>> other) {
      records += ((BadFiles) other).records;
      other.value().forEach(this::note);
    }

    @Override
    public List<BadFile> value() {
      return List.copyOf(byFile.values());
    }

    private long records() {
      return records;
    }
  }
}
