package dev.glossa.pack;

import dev.glossa.dedup.ContentHash;
import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Ids and texts of documents of input that is {@link Documents#sound}. */
public final class DocumentTexts {

  private DocumentTexts() {}

  /** The documents; one without an id has that which {@code prepare} would give it. */
  public static JavaPairRDD<String, String> read(
      SparkSession spark, List<String> paths, IngestSettings settings) {
    return Documents.sound(spark, paths, settings)
        .toJavaRDD()
        .mapToPair(
            row -> {
              String text = row.getString(2);
              String id =
                  row.isNullAt(0)
                      ? ContentHash.documentId(row.getString(1), text)
                      : row.getString(0);
              return new Tuple2<>(id, text);
            });
  }
}
