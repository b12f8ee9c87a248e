package dev.glossa.prepare;

import dev.glossa.ingest.KafkaTopic;
import dev.glossa.job.GlossaException;

/**
 * How {@link PrepareStreamJob} reads; section {@code prepare.stream} of the configuration.
 *
 * @param enabled whether input is read as a stream
 * @param continuous whether the query goes on for new input until it is stopped; else it ends when
 *     all input that is there has been read
 * @param intervalSeconds the least time between the beginnings of two micro-batches of a continuous
 *     query
 * @param maxFilesPerBatch the most files of a micro-batch
 * @param maxRecordsPerBatch the most records of a topic in a micro-batch
 * @param kafka what is read instead of files
 */
public record StreamSettings(
    boolean enabled,
    boolean continuous,
    long intervalSeconds,
    int maxFilesPerBatch,
    long maxRecordsPerBatch,
    Kafka kafka) {

  /**
   * @param servers host:port, separated by commas; null: files are read
   * @param topic the topic's name
   * @param properties PATH of a file with more settings of Kafka's clients, or null
   */
  public record Kafka(String servers, String topic, String properties) {}

  /** Refuses what does not go together. */
  public StreamSettings {
    if (!enabled && (continuous || kafka.servers() != null || kafka.topic() != null)) {
      throw GlossaException.usage(
          "prepare.stream.enabled is false: --continuous, --kafka and --topic need --stream, which"
              + " reads what is there and ends.");
    }
    if ((kafka.servers() == null) != (kafka.topic() == null)) {
      throw GlossaException.usage("--kafka SERVERS and --topic T need each other: give both.");
    }
    atLeastOne("interval-seconds", intervalSeconds);
    atLeastOne("max-files-per-batch", maxFilesPerBatch);
    atLeastOne("max-records-per-batch", maxRecordsPerBatch);
  }

  private static void atLeastOne(String key, long value) {
    if (value < 1) {
      throw GlossaException.usage("prepare.stream.%s is %d: give 1 or more.", key, value);
    }
  }

  /** The topic that is read, or null. */
  KafkaTopic topic() {
    return kafka.servers() == null
        ? null
        : new KafkaTopic(kafka.servers(), kafka.topic(), kafka.properties());
  }
}
