package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that refuses: the command ends with a sentence that names the place and the remedy. */
final class StoreRefusalsInteropIT {

  @TempDir static Path folder;
  private static ObjectStore store;
  private static FileSystem bucket;

  @BeforeAll
  static void start() throws Exception {
    store = new ObjectStore(folder);
    bucket = FileSystem.newInstance(path("").toUri(), store.hadoop());
    Path documents = Sample.documents(folder, 20);
    bucket.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(documents.toUri()), path("in/documents.jsonl"));
  }

  @AfterAll
  static void stop() throws Exception {
    bucket.close();
    store.close();
  }

  private static org.apache.hadoop.fs.Path path(String key) {
    return new org.apache.hadoop.fs.Path(ObjectStore.uri(key));
  }

  @Test
  void aBucketThatIsNotThere() throws Exception {
    assertThat(refusal(ObjectStore.environment(store.port()), "s3a://nowhere/in", "out", 2))
        .contains("The bucket of 's3a://nowhere/", "does not exist: make it, or correct the path.");
  }

  @Test
  void aSecretThatIsWrong() throws Exception {
    Map<String, String> environment = new HashMap<>(ObjectStore.environment(store.port()));
    environment.put("AWS_SECRET_ACCESS_KEY", "mistyped");
    assertThat(refusal(environment, ObjectStore.uri("in"), "out", 2))
        .contains("There is no permission for 's3a://glossa/in': check the credentials")
        .doesNotContain("mistyped");
  }

  @Test
  void aBucketThatMayNotBeListed() throws Exception {
    assertThat(
            refusalThrough(
                request -> request.contains("list-type="),
                "403 Forbidden",
                "AccessDenied",
                "out",
                2))
        .contains("There is no permission for 's3a://glossa/", "list, read, write and delete");
  }

  @Test
  void aTokenThatExpires() throws Exception {
    assertThat(refusalThrough(request -> true, "400 Bad Request", "ExpiredToken", "out", 2))
        .contains("The store of 's3a://glossa/in'", "get new credentials");
  }

  @Test
  void aBucketThatMayNotBeWritten() throws Exception {
    String output = ObjectStore.uri("forbidden");
    assertThat(
            refusalThrough(
                request -> request.startsWith("PUT") || request.startsWith("POST"),
                "403 Forbidden",
                "AccessDenied",
                output,
                4))
        .contains("'prepare' reads or writes ('forbidden/.lease')", "list, read, write");
    assertThat(bucket.exists(path("forbidden"))).isFalse();
  }

  private static String refusalThrough(
      Predicate<String> forbidden, String status, String code, String output, int exitCode)
      throws Exception {
    try (ForbiddingDoor door = new ForbiddingDoor(store.port(), forbidden, status, code)) {
      return refusal(ObjectStore.environment(door.port()), ObjectStore.uri("in"), output, exitCode);
    }
  }

  /** What a command says that ends so, for an input or output that it cannot have. */
  private static String refusal(
      Map<String, String> environment, String input, String output, int exitCode) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Tools.HOME.resolve("bin/glossa").toString(), "prepare", "--input", input));
    command.addAll(List.of("--output", output));
    Path said = Files.createTempFile(folder, "refused", ".log");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    process.environment().putAll(environment);
    int code = process.start().waitFor();
    assertThat(code).as(Files.readString(said)).isEqualTo(exitCode);
    return Files.readString(said);
  }
}
