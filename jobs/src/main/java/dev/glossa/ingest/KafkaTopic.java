package dev.glossa.ingest;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic of a Kafka cluster.
 *
 * @param servers host:port, separated by commas
 * @param topic its name
 * @param properties PATH of a file with more settings of Kafka's clients (security), or null
 */
public record KafkaTopic(String servers, String topic, String properties) {

  private static final String TIMEOUT_MILLISECONDS = "20000";

  /**
   * Where each partition of the topic ends now: {@code 0:120 1:98}.
   *
   * @throws GlossaException (usage) if there is no such topic; (failure) if no server answers
   */
  public String version(Configuration hadoop) {
    Properties client = client(hadoop);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLISECONDS);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLISECONDS);
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, OffsetSpec> ends =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      Map<Integer, Long> offsets = new TreeMap<>();
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
      return offsets.entrySet().stream()
          .map(end -> end.getKey() + ":" + end.getValue())
          .collect(Collectors.joining(" "));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException
          ? GlossaException.usage(
              "There is no topic '%s' on the Kafka servers %s: create it, or name another.",
              topic, servers)
          : unreachable(e.getCause());
    } catch (KafkaException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GlossaException(ExitCode.INTERRUPTED, "Asking Kafka was interrupted.", e);
    }
  }

  private GlossaException unreachable(Throwable cause) {
    String reason = cause.getCause() == null ? cause.getMessage() : cause.getCause().getMessage();
    return new GlossaException(
        ExitCode.FAILURE,
        "The Kafka servers %s do not answer (%s): see that they run and are named rightly."
            .formatted(servers, reason),
        cause);
  }

  /** Options of Spark's source. */
  Map<String, String> source(Configuration hadoop) {
    Map<String, String> options = new TreeMap<>();
    client(hadoop).forEach((key, value) -> options.put("kafka." + key, value.toString()));
    options.put("subscribe", topic);
    options.put("startingOffsets", "earliest");
    return options;
  }

  private Properties client(Configuration hadoop) {
    Properties client = new Properties();
    if (properties != null) {
      Path path = new Path(properties);
      try (InputStream in = path.getFileSystem(hadoop).open(path)) {
        client.load(in);
      } catch (IOException e) {
        throw new GlossaException(
            ExitCode.USAGE,
            "The Kafka properties '%s' cannot be read: %s.".formatted(properties, e.getMessage()),
            e);
      }
    }
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    return client;
  }
}
