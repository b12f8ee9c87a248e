package dev.glossa.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.evaluate.Metric;
import dev.glossa.job.Configuration;
import dev.glossa.job.Json;
import dev.glossa.remote.ApiKey;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
import dev.glossa.remote.ScriptedServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs of {@link JudgeJob} in a folder, quick and with keys that must not be seen. */
final class JudgeRuns {
  static final String SECRET = "sk-open-sesame";

  private static final Pattern QUESTION = Pattern.compile("Question (\\w+)\\?");

  private final Path folder;
  private final Map<String, Object> settings = new HashMap<>();

  JudgeRuns(Path folder) {
    this.folder = folder;
    settings.put("remote.backoff-seconds", 0);
    settings.put("remote.concurrency", 2);
    settings.put("judge.bootstrap-samples", 50);
    settings.put("judge.max-unreadable-share", 1);
  }

  JudgeRuns with(String key, Object value) {
    settings.put(key, value);
    return this;
  }

  /** Answers, a line each, as {@code id category answer}. */
  JudgeRuns answers(String... lines) throws IOException {
    List<String> json = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      json.add(
          """
          {"id": "%s", "category": "%s", "question": "Question %s?", "answer": "%s", "reference": "Reference %s."}\
          """
              .formatted(words[0], words[1], words[0], words[2], words[0]));
    }
    Path file = folder.resolve("answers.jsonl");
    Files.write(file, json);
    return with("judge.answers", List.of(file.toString()));
  }

  JudgeJob job(String output) {
    settings.put("judge.output", path(output));
    return new JudgeJob(
        Configuration.load(null, Map.of(), settings).section("judge", JudgeSettings.class),
        Map.of(ApiKey.JUDGE, SECRET, ApiKey.MODEL, SECRET + "-too"));
  }

  JudgeResult run(String output) {
    return job(output).run(null);
  }

  /** What was kept of a run that is done, in the order of the answers. */
  List<JsonNode> judgements(String output) throws IOException {
    List<JsonNode> judgements = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(output).resolve("judgements.jsonl"))) {
      judgements.add(Json.FILES.readTree(line));
    }
    return judgements;
  }

  static double value(Map<String, Metric> metrics, String aspect) {
    return metrics.get(aspect).value();
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** The question that a judge is asked about, in whatever message. */
  static String question(Request request) {
    Matcher question = QUESTION.matcher(request.body().toString());
    assertThat(question.find()).isTrue();
    return question.group(1);
  }

  /** A judge that answers by the question's id. */
  static ScriptedServer judge(Function<String, Reply> byQuestion) throws IOException {
    return new ScriptedServer(request -> byQuestion.apply(question(request)));
  }

  /** The same stars for all aspects. */
  static Reply stars(int stars) {
    return ScriptedServer.says(
        """
        {"accuracy": %1$d, "fluency": %1$d, "informativeness": %1$d, "logicality": %1$d, "harmlessness": %1$d}\
        """
            .formatted(stars));
  }

  /** Looks for the keys in every file below the folder. */
  void assertNoKeyIsAnywhere() throws IOException {
    assertNoKeyIsIn(folder);
  }

  static void assertNoKeyIsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(read(file)).doesNotContain(SECRET));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
