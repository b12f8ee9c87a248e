package dev.glossa.job;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A dataset by the names that OpenLineage gives it (spec/Naming.md), so that an output here is the
 * input of what reads it elsewhere.
 *
 * @param namespace the store: {@code file}, {@code s3://bucket}, {@code hdfs://host:port}
 * @param name what is meant in the store
 */
record LineageDataset(String namespace, String name) {
  private static final String KAFKA = "kafka:";

  /**
   * An input by its PATH.
   *
   * @param path as it was given; a topic of Kafka as {@code kafka:TOPIC}
   */
  static LineageDataset of(String path, Configuration hadoop) {
    if (path.startsWith(KAFKA)) {
      return new LineageDataset("kafka", path.substring(KAFKA.length()));
    }
    try {
      Path given = new Path(path);
      return of(given.getFileSystem(hadoop).makeQualified(given));
    } catch (IOException | IllegalArgumentException e) {
      return new LineageDataset("unknown", LineageEvent.withoutSecrets(path));
    }
  }

  /** A file or folder by its whole address. */
  static LineageDataset of(Path qualified) {
    URI uri = qualified.toUri();
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getPath();
    return switch (scheme) {
      case "file" -> new LineageDataset(scheme, path);
      case "s3", "s3a", "s3n" -> new LineageDataset("s3://" + uri.getHost(), key(path));
      case "gs" -> new LineageDataset("gs://" + uri.getAuthority(), key(path));
      default -> new LineageDataset(scheme + "://" + uri.getAuthority(), path);
    };
  }

  private static String key(String path) {
    return path.length() > 1 ? path.substring(1) : "/";
  }

  /** One below this one. */
  LineageDataset below(String entry) {
    return new LineageDataset(namespace, name.equals("/") ? entry : name + "/" + entry);
  }
}
