package dev.glossa.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.pack.BlockTable.TokenDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackJobTest {

  private static PackSettings settings(Path folder, Path input) throws IOException {
    return new PackSettings(
        List.of(input.toString()),
        folder.resolve("packed").toString(),
        TinyTokenizer.write(folder.resolve("tokenizer")).toString(),
        "sentencepiece",
        16,
        true,
        true,
        Configuration.defaults().section("ingest", IngestSettings.class));
  }

  @Test
  void packsJsonLinesIntoTheBlocksTable(@TempDir Path folder) throws IOException {
    Path input = folder.resolve("documents.jsonl");
    Files.writeString(
        input,
        """
        {"id": "one", "text": "abc"}

        {"id": "two", "text": "a very long text, longer than a block"}
        """);
    String output = folder.resolve("packed").toString();
    PackResult result = new PackJob(settings(folder, input)).run(LocalSpark.session());

    assertThat(result.documents()).isEqualTo(2);
    assertThat(result.tokens()).isEqualTo((1 + 4 + 1) + (1 + 38 + 1));
    assertThat(result.cuts()).isEqualTo(2);
    List<Row> rows = table(output + "/blocks").orderBy("block").collectAsList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getList(4)).isEqualTo(List.of("two"));
    assertThat(rows.get(0).<Integer>getList(1)).startsWith(1, 3, 4).hasSize(16);
    assertThat(rows.get(2).getList(4)).isEqualTo(List.of("two", "one"));
    assertThat(rows.get(2).getList(3)).isEqualTo(List.of(8, 6));
    assertThat(rows.get(2).<Integer>getList(1)).containsSubsequence(2, 1, 3, 4, 5, 6, 2, 2, 2);
    assertThat(rows.get(2).<Integer>getList(2)).endsWith(-100, 3, 4, 5, 6, 2, -100, -100);
  }

  @Test
  void tooManyLinesThatAreNoDocumentsAreBadInput(@TempDir Path folder) throws IOException {
    Path input = Files.writeString(folder.resolve("bad.jsonl"), "{\"text\": \"a\"}\n{\"text\n{}\n");
    PackSettings settings = settings(folder, input);
    assertThatThrownBy(() -> new PackJob(settings).run(LocalSpark.session()))
        .hasMessageContaining("2 of 3 records")
        .hasMessageContaining("bad.jsonl' (2: no JSON")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aFolderOfPrepareThatIsNotCompleteIsRefused(@TempDir Path folder) throws IOException {
    Path prepared = Files.createDirectories(folder.resolve("prepared"));
    Files.createDirectories(prepared.resolve("corpus/_delta_log"));
    PackSettings settings = settings(folder, prepared);
    assertThatThrownBy(() -> new PackJob(settings).run(LocalSpark.session()))
        .hasMessageContaining("prepared' is not complete")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theTableDoesNotDependOnPartitions(@TempDir Path folder) {
    SparkSession spark = LocalSpark.session();
    Random random = new Random(4);
    List<TokenDocument> documents = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      documents.add(
          TokenDocument.of("d" + i, IntStream.range(0, 1 + random.nextInt(40)).toArray()));
    }
    List<List<Row>> tables = new ArrayList<>();
    for (int partitions : new int[] {1, 3, 7}) {
      String path = folder.resolve("blocks-" + partitions).toString();
      BlockTable.write(
          spark,
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(documents, partitions),
          16,
          0,
          path);
      tables.add(table(path).orderBy("block").collectAsList());
    }
    assertThat(BlockTable.buckets(4000 * 20, 16)).isGreaterThan(1);
    assertThat(tables.get(1)).isEqualTo(tables.get(0));
    assertThat(tables.get(2)).isEqualTo(tables.get(0));
    assertThat(tables.get(0)).extracting(row -> row.getLong(0)).doesNotHaveDuplicates();
  }

  private static Dataset<Row> table(String path) {
    return LocalSpark.session().read().format("delta").load(path);
  }
}
