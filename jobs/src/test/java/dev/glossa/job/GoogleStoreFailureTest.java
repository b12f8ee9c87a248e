package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Google Cloud Storage answers, through the connector's own translation, ends in a sentence
 * with a remedy. Words and reasons are those of
 * https://cloud.google.com/storage/docs/json_api/v1/status-codes.
 */
class GoogleStoreFailureTest {
  private static final Path PATH = new Path("gs://corpora/raw/texts.jsonl");

  private HttpServer store;
  private int status;
  private String answer;

  @BeforeEach
  void aStoreThatRefuses() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    store.start();
  }

  @AfterEach
  void close() {
    store.stop(0);
  }

  private FileSystem fileSystem() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.gs.storage.root.url", "http://127.0.0.1:" + store.getAddress().getPort() + "/");
    hadoop.setBoolean("fs.gs.auth.null.enable", true);
    hadoop.setBoolean("fs.gs.auth.service.account.enable", false);
    return FileSystem.newInstance(PATH.toUri(), hadoop);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | authError | Invalid Credentials                               | give the machine or the job a service account
          403 | forbidden | a@p does not have storage.objects.get access to it. | let the user or role list
          404 | notFound  | The specified bucket does not exist.              | does not exist: make it
          """)
  void namesThePathAndTheRemedy(int status, String reason, String message, String remedy)
      throws IOException {
    this.status = status;
    this.answer =
        """
        {"error": {"code": %d, "message": "%s", "errors": [{"domain": "global", "reason": "%s", "message": "%s"}]}}
        """
            .formatted(status, message, reason, message);
    try (FileSystem files = fileSystem()) {
      Throwable failure = catchThrowable(() -> files.create(PATH, true).close());

      assertThat(StoreFailure.sentence(failure, "what 'prepare' reads or writes"))
          .as("%s", failure)
          .hasValueSatisfying(sentence -> assertThat(sentence).contains("gs://corpora/", remedy));
    }
  }
}
