package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageEventTest {

  /** Names as OpenLineage has them (spec/Naming.md). */
  @ParameterizedTest
  @CsvSource({
    "file:/data/corpus, file, /data/corpus",
    "s3a://bucket/a/corpus, s3://bucket, a/corpus",
    "s3://bucket/a/corpus, s3://bucket, a/corpus",
    "gs://bucket/corpus, gs://bucket, corpus",
    "hdfs://name:8020/corpus, hdfs://name:8020, /corpus",
    "abfss://files@account.dfs.core.windows.net/c, abfss://files@account.dfs.core.windows.net, /c"
  })
  void aDatasetHasTheNameThatOtherToolsGiveIt(String address, String namespace, String name) {
    assertThat(LineageDataset.of(new Path(address))).isEqualTo(new LineageDataset(namespace, name));
  }

  @Test
  void aTopicIsADataset() {
    assertThat(LineageDataset.of("kafka:crawl", new Configuration()))
        .isEqualTo(new LineageDataset("kafka", "crawl"));
  }

  @Test
  void anAddressLosesItsPasswordAndNothingElse() {
    assertThat(LineageEvent.withoutSecrets("http://user:secret@host/v1 and s3://b/a:b@c"))
        .isEqualTo("http://host/v1 and s3://b/a:b@c");
    assertThat(LineageEvent.withoutSecrets("abfss://files@account/a"))
        .isEqualTo("abfss://files@account/a");
  }
}
