package dev.glossa.ingest;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Documents that arrive over time, in micro-batches. */
public interface DocumentStream {

  /**
   * The unbounded table that a streaming query reads. It says where records are; {@link #read}
   * reads them.
   */
  Dataset<Row> open(SparkSession spark);

  /**
   * The records of a micro-batch, readable or not.
   *
   * @param batch rows of {@link #open}
   * @param known paths of files that earlier micro-batches had
   */
  MicroBatch read(SparkSession spark, Dataset<Row> batch, Collection<String> known);

  /** What is streamed, in a line for a person. */
  String describe();

  /**
   * Records that arrived together.
   *
   * @param records rows of {@link Documents#SCHEMA}
   * @param sources the files they are from; none for a topic, whose positions the query keeps
   */
  record MicroBatch(Dataset<Row> records, List<Source> sources) {

    /** Copies its list. */
    public MicroBatch {
      sources = List.copyOf(sources);
    }
  }
}
