package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From and to HDFS and Google Cloud Storage: a command makes there what it makes of local files.
 */
final class FileSystemsInteropIT {

  private static final List<String> TABLES =
      List.of("documents", "corpus", "rejects", "statistics");

  @TempDir static Path folder;
  private static Path documents;

  @BeforeAll
  static void prepareLocalFiles() throws Exception {
    documents = Sample.documents(folder, 100);
    prepare(Map.of(), documents.toString(), folder.resolve("prepared").toString());
  }

  @Test
  void preparesFromAndToHdfs() throws Exception {
    try (HdfsCluster hdfs = new HdfsCluster(folder)) {
      org.apache.hadoop.fs.Path input = new org.apache.hadoop.fs.Path(hdfs.uri("in/a.jsonl"));
      try (FileSystem files = FileSystem.newInstance(input.toUri(), new Configuration())) {
        files.copyFromLocalFile(new org.apache.hadoop.fs.Path(documents.toUri()), input);
      }
      prepare(Map.of(), hdfs.uri("in"), hdfs.uri("prepared"));
      assertPreparedAt(hdfs.uri("prepared"));
    }
  }

  @Test
  void preparesFromAndToGoogleCloudStorage() throws Exception {
    try (GoogleStorage storage = new GoogleStorage(folder)) {
      storage.put("in/a.jsonl", documents);
      prepare(storage.environment(), GoogleStorage.uri("in"), GoogleStorage.uri("prepared"));
      Path copy = Files.createDirectory(folder.resolve("copy"));
      storage.get("prepared/", copy);
      assertPreparedAt(copy.resolve("prepared").toString());
    }
  }

  private static void assertPreparedAt(String output) {
    for (String table : TABLES) {
      assertThat(TableRows.withoutOrigin(output + "/" + table))
          .as(table)
          .isNotEmpty()
          .isEqualTo(TableRows.withoutOrigin(folder.resolve("prepared").resolve(table).toString()));
    }
  }

  private static void prepare(Map<String, String> environment, String input, String output)
      throws Exception {
    Tools.glossa(folder, environment, null, "prepare", "--input", input, "--output", output);
  }
}
