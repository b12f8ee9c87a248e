package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** The lines of documents, without the empty ones. */
final class TextLines {

  private TextLines() {}

  static JavaRDD<String> of(
      SparkSession spark, List<String> paths, IngestSettings ingest, ReadRecords read) {
    return Documents.readable(spark, paths, ingest, read, "text")
        .flatMap(row -> Arrays.asList(row.getString(0).split("\n")).iterator())
        .filter(line -> !line.isEmpty());
  }
}
