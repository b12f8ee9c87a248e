package dev.glossa.pack;

import dev.glossa.dedup.ContentHash;
import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Texts with ids: the documents' own, or else, as {@code prepare} gives them, by their content. */
public final class DocumentTexts {

  private DocumentTexts() {}

  /**
   * The documents of the inputs that can be read and have text.
   *
   * @param read counts what is read
   * @throws GlossaException (usage) if a path matches nothing or is a folder that is not complete
   */
  public static JavaPairRDD<String, String> read(
      SparkSession spark, List<String> paths, IngestSettings ingest, ReadRecords read) {
    return Documents.readable(spark, paths, ingest, read, "id", "url", "text")
        .mapToPair(
            row ->
                new Tuple2<>(
                    id(row.getString(0), row.getString(1), row.getString(2)), row.getString(2)));
  }

  /** The document's own id, or else the one that {@code prepare} gives it, by its content. */
  public static String id(String own, String url, String text) {
    return own != null ? own : ContentHash.documentId(url == null ? "" : url, text);
  }
}
