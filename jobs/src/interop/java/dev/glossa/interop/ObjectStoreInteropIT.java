package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From and to S3, of which a good part of the requests goes wrong: the jobs complete, with what
 * they make of local files.
 */
final class ObjectStoreInteropIT {

  private static final long SEED = Long.getLong("glossa.seed", System.nanoTime());

  private static final Object[] EXPORT = {"--export", "parquet"};

  @TempDir static Path folder;
  private static ObjectStore store;
  private static FileSystem bucket;
  private static Path documents;
  private FaultyDoor door;

  @BeforeAll
  static void start() throws Exception {
    System.out.println("Faults of the object store: -Dglossa.seed=" + SEED);
    store = new ObjectStore(folder);
    bucket = FileSystem.newInstance(path("").toUri(), store.hadoop());
    documents = Sample.documents(folder, 120);
    Files.writeString(documents, "{\"text\": broken\n", StandardOpenOption.APPEND);
    bucket.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(documents.toUri()), path("in/documents.jsonl"));
    prepare(Map.of(), documents.toString(), folder.resolve("prepared").toString(), EXPORT);
  }

  @AfterAll
  static void stop() throws Exception {
    bucket.close();
    store.close();
  }

  @BeforeEach
  void openDoor() throws IOException {
    door = new FaultyDoor(store.port(), SEED);
  }

  @AfterEach
  void closeDoor() throws IOException {
    door.close();
    assertThat(List.of(door.errors(), door.slowDowns(), door.resets()))
        .as("faults: 500, 503, resets")
        .allMatch(count -> count > 0);
  }

  private static org.apache.hadoop.fs.Path path(String key) {
    return new org.apache.hadoop.fs.Path(ObjectStore.uri(key));
  }

  @Test
  void preparesAndTrainsAVocabularyThroughFaults() throws Exception {
    Map<String, String> faulty = ObjectStore.environment(door.port());
    prepare(faulty, ObjectStore.uri("in"), ObjectStore.uri("prepared"), EXPORT);
    assertPrepared("prepared", "documents", "corpus", "rejects");
    assertThat(content("prepared/export/_SUCCESS")).contains("\"committer\" : \"magic\"");

    train(faulty, ObjectStore.uri("prepared"), ObjectStore.uri("tokenizer"));
    train(Map.of(), folder.resolve("prepared").toString(), folder.resolve("tokenizer").toString());
    assertThat(content("tokenizer/tokenizer.vocab"))
        .isEqualTo(Files.readString(folder.resolve("tokenizer/tokenizer.vocab")));
  }

  @Test
  void goesOnWithAStreamFromItsCheckpointThroughFaults() throws Exception {
    Map<String, String> faulty = ObjectStore.environment(door.port());
    List<String> lines = Files.readAllLines(documents);
    int half = lines.size() / 2;
    for (List<String> some : List.of(lines.subList(0, half), lines.subList(half, lines.size()))) {
      Path file = Files.write(Files.createTempFile(folder, "arriving", ".jsonl"), some);
      bucket.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(file.toUri()), path("arriving/" + file.getFileName()));
      prepare(faulty, ObjectStore.uri("arriving"), ObjectStore.uri("streamed"), "--stream");
    }
    assertPrepared("streamed", "documents", "corpus", "rejects", "statistics");
    assertThat(bucket.exists(path("streamed/.checkpoint/commits/1"))).isTrue();
  }

  private static void prepare(
      Map<String, String> environment, String input, String output, Object... options)
      throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("prepare", "--input", input));
    arguments.addAll(List.of("--output", output));
    arguments.addAll(List.of(options));
    Tools.glossa(folder, environment, null, arguments.toArray());
  }

  private static void train(Map<String, String> environment, String input, String output)
      throws Exception {
    Tools.glossa(
        folder,
        environment,
        null,
        "vocab",
        "train",
        "--input",
        input,
        "--output",
        output,
        "--vocab-size",
        800);
  }

  /** Holds tables in the store to those that local files made. */
  private static void assertPrepared(String output, String... tables) {
    for (String table : tables) {
      assertThat(rows(ObjectStore.uri(output + "/" + table)))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows(folder.resolve("prepared").resolve(table).toString()));
    }
  }

  /** All but where a document came from, in an order of their own. */
  private static List<String> rows(String table) {
    store.makeKnownTo(LocalSpark.session());
    return TableRows.withoutOrigin(table);
  }

  private static String content(String key) throws IOException {
    try (InputStream in = bucket.open(path(key))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
