package dev.glossa.ingest;

import dev.glossa.job.HadoopConfigurations;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Records of a Kafka topic, from its beginning on: the value of each is a document in JSON, as a
 * line of JSONL. Its origin is {@code kafka:TOPIC/PARTITION} and the offset.
 */
public final class TopicStream implements DocumentStream {

  private final KafkaTopic topic;
  private final long maxRecords;
  private final IngestSettings.Limits limits;

  /**
   * @param maxRecords the most records of a micro-batch
   */
  public TopicStream(KafkaTopic topic, long maxRecords, IngestSettings settings) {
    this.topic = topic;
    this.maxRecords = maxRecords;
    this.limits = settings.limits();
  }

  @Override
  public Dataset<Row> open(SparkSession spark) {
    return spark
        .readStream()
        .format("kafka")
        .options(topic.source(HadoopConfigurations.of(spark)))
        .option("maxOffsetsPerTrigger", maxRecords)
        .load()
        .select("topic", "partition", "offset", "value");
  }

  @Override
  public MicroBatch read(SparkSession spark, Dataset<Row> batch, Collection<String> known) {
    IngestSettings.Limits bounds = limits;
    JavaRDD<Row> documents = batch.toJavaRDD().map(row -> Documents.row(record(row, bounds)));
    return new MicroBatch(spark.createDataFrame(documents, Documents.SCHEMA), List.of());
  }

  private static RawRecord record(Row row, IngestSettings.Limits limits) {
    String file = "kafka:" + row.getString(0) + "/" + row.getInt(1);
    long offset = row.getLong(2);
    byte[] value = row.getAs(3);
    if (value == null) {
      return RawRecord.unreadable(file, offset, null, "no value");
    }
    if (value.length > limits.maxRecordBytes()) {
      return RawRecord.tooLarge(
          file, offset, RawRecord.excerpt(value, value.length), limits.maxRecordBytes());
    }
    Optional<String> json = Utf8.decode(value, value.length);
    return json.isPresent()
        ? JsonDocument.parse(json.get(), file, offset, limits.fields())
        : RawRecord.unreadable(file, offset, RawRecord.excerpt(value, value.length), "no UTF-8");
  }

  @Override
  public String describe() {
    return "the Kafka topic %s of %s".formatted(topic.topic(), topic.servers());
  }
}
