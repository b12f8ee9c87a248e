package dev.glossa.prepare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.glossa.job.SparkSessions;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Searches made-up documents for duplicates, of which half have one thing in common: a MinHash
 * band, the content, the URL or the id. Arguments: that thing, the number of documents and a folder
 * for intermediate results. There is no text.
 */
public final class HotGroups {

  private HotGroups() {}

  /** Prints how many documents are kept and the seconds that it took. */
  public static void main(String[] args) {
    String hot = args[0];
    long documents = Long.parseLong(args[1]);
    String folder = args[2];
    SparkSession spark = SparkSessions.open("hot " + hot);
    AtomicInteger kept = new AtomicInteger();
    long start = System.nanoTime();
    Dataset<Row> found =
        new Duplicates(
                new DeduplicationSettings(null, null, null),
                null,
                rows -> {
                  String path = folder + "/" + hot + "/" + kept.incrementAndGet();
                  rows.write().parquet(path);
                  return spark.read().schema(rows.schema()).parquet(path);
                })
            .find(documents(spark, documents, hot));
    System.out.printf(
        "%,d documents, half with one %s: %,d are no duplicates, %.0f s, %d intermediate results%n",
        documents,
        hot,
        found.where("duplicate_rule IS NULL").count(),
        (System.nanoTime() - start) / 1e9,
        kept.get());
    spark.stop();
  }

  private static Dataset<Row> documents(SparkSession spark, long documents, String hot) {
    Column number = col("number");
    Column isHot = number.mod(2).equalTo(0);
    Column name = format_string("%012d", number);
    Column[] bands = new Column[14];
    for (int band = 0; band < bands.length; band++) {
      Column own = number.multiply(bands.length).plus(band + 1);
      bands[band] = band == 0 && hot.equals("band") ? when(isHot, lit(0L)).otherwise(own) : own;
    }
    return spark
        .range(0, documents, 1, 4 * spark.sparkContext().defaultParallelism())
        .toDF("number")
        .select(
            shared("id", hot, isHot, name).as("id"),
            lit("en").as("language"),
            lit(1.0).as("language_score"),
            lit(1000).as("length"),
            shared("content", hot, isHot, name).as("content_hash"),
            concat(lit("https://host.example/"), shared("URL", hot, isHot, name)).as("url"),
            array(bands).as("bands"),
            lit(true).as("accepted"),
            struct(lit("file").as("file"), number.as("offset")).as("origin"),
            lit(null).cast("string").as("text"));
  }

  private static Column shared(String what, String hot, Column isHot, Column own) {
    return what.equals(hot) ? when(isHot, lit("shared")).otherwise(own) : own;
  }
}
