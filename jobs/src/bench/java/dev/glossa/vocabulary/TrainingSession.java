package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.Progress;
import dev.glossa.job.SparkSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * One Spark session that trains vocabularies as it is asked to: a request is a line of standard
 * input, INPUT, OUTPUT and merge loop separated by tabs; the answer is a line {@code SECONDS
 * STAGES}. The flags come as arguments {@code name=value}. For vocab_train.py.
 */
public final class TrainingSession {

  private TrainingSession() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    Map<String, String> flags = new LinkedHashMap<>();
    for (String arg : args) {
      flags.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    }
    IngestSettings ingest = Configuration.defaults().section("ingest", IngestSettings.class);
    SparkSession spark = SparkSessions.open("benchmark");
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String[] request = line.split("\t");
      TrainVocabularySettings settings =
          new TrainVocabularySettings(
              List.of(request[0]),
              request[1],
              flags,
              Map.of(),
              MergeLoop.valueOf(request[2]),
              1000,
              ingest);
      long start = System.nanoTime();
      Stages stages = new Stages(start);
      new TrainVocabularyJob(settings).run(spark, true, stages);
      System.out.printf("%.2f %s%n", (System.nanoTime() - start) / 1e9, stages);
    }
    System.err.println(
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(entry -> entry.startsWith("VmHWM"))
            .findFirst()
            .orElse(""));
  }

  /** When each step of the job ended. */
  private static final class Stages implements Progress {
    private final StringBuilder ends = new StringBuilder();
    private final long start;
    private String task = "";

    private Stages(long start) {
      this.start = start;
    }

    @Override
    public void begin(String name, long total, String unit) {
      task = name;
    }

    @Override
    public void step(String what) {}

    @Override
    public void advanceTo(long done) {}

    @Override
    public void end(String summary) {
      ends.append(
          "%s: %s until %.2f s; ".formatted(task, summary, (System.nanoTime() - start) / 1e9));
    }

    @Override
    public String toString() {
      return ends.toString();
    }
  }
}
