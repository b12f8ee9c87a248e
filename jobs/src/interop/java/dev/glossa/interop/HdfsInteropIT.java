package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From and to HDFS: a command makes there what it makes of local files. */
final class HdfsInteropIT {

  @TempDir static Path folder;

  @Test
  void preparesFromAndToHdfs() throws Exception {
    Path documents = Sample.documents(folder, 100);
    try (HdfsCluster hdfs = new HdfsCluster(folder)) {
      org.apache.hadoop.fs.Path input = new org.apache.hadoop.fs.Path(hdfs.uri("in/a.jsonl"));
      try (FileSystem files = FileSystem.newInstance(input.toUri(), new Configuration())) {
        files.copyFromLocalFile(new org.apache.hadoop.fs.Path(documents.toUri()), input);
      }
      prepare(hdfs.uri("in"), hdfs.uri("prepared"));
      prepare(documents.toString(), folder.resolve("prepared").toString());
      for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
        assertThat(TableRows.withoutOrigin(hdfs.uri("prepared/" + table)))
            .as(table)
            .isNotEmpty()
            .isEqualTo(
                TableRows.withoutOrigin(folder.resolve("prepared").resolve(table).toString()));
      }
    }
  }

  private static void prepare(String input, String output) throws Exception {
    Tools.glossa(folder, "prepare", "--input", input, "--output", output);
  }
}
