package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.GlossaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate}, killed with SIGKILL again and again while it scores. */
@Tag("nightly")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledEvaluationIT {
  private static final int DOCUMENTS = 1200;

  @TempDir Path folder;

  @Test
  void fiveKillsChangeNoNumber() throws Exception {
    makeModel();
    assertFiveKillsChangeNoNumber("perplexity", "text.jsonl");
  }

  @Test
  void norThatOfAnswersThatAreWrittenInBatches() throws Exception {
    makeModel();
    Files.createDirectory(folder.resolve("words"));
    Files.writeString(
        folder.resolve("words/task.conf"),
        "kind = generation, metric = contains, stop = [], max-new-tokens = 48");
    Files.write(
        folder.resolve("words/test.jsonl"),
        IntStream.range(0, DOCUMENTS)
            .mapToObj("{\"question\": \"%1$d and %1$x?\", \"answer\": \"e\"}"::formatted)
            .toList());
    assertFiveKillsChangeNoNumber("words", "words");
  }

  private void assertFiveKillsChangeNoNumber(String task, String data) throws Exception {
    assertThat(evaluate(task, data, "undisturbed").exitCode()).isZero();

    for (int kill = 1; kill <= 5; kill++) {
      int files = 15 * kill;
      evaluate(task, data, "killed")
          .killWhen(files + " files are written", () -> written() >= files);
    }
    assertThat(folder.resolve("killed/manifest.json")).doesNotExist();

    assertThat(evaluate(task, data, "killed").exitCode()).isZero();
    assertThat(folder.resolve("killed/results.json"))
        .hasSameTextualContentAs(folder.resolve("undisturbed/results.json"));
    assertThat(folder.resolve("killed/.scored")).doesNotExist();
  }

  private void makeModel() throws Exception {
    Random random = new Random(11);
    List<String> lines = new ArrayList<>();
    for (int document = 0; document < DOCUMENTS; document++) {
      List<String> words = new ArrayList<>();
      for (int word = 0; word < 300; word++) {
        words.add(Integer.toString(random.nextInt(1 + random.nextInt(50_000)), 26));
      }
      Collections.shuffle(words, random);
      lines.add("{\"text\": \"%s\"}".formatted(String.join(" ", words)));
    }
    Files.write(folder.resolve("text.jsonl"), lines);
    List<String> train = List.of("vocab", "train", "--vocab-size", "600");
    assertThat(start(train, "--input", "text.jsonl", "--output", "tokenizer").exitCode()).isZero();
    List<String> init =
        List.of("init", "--config", GlossaProcess.file("conf/models/demo-small.conf").toString());
    assertThat(start(init, "--tokenizer", "tokenizer", "--output", "model").exitCode()).isZero();
  }

  private GlossaProcess evaluate(String task, String data, String output) throws IOException {
    List<String> evaluate =
        List.of("evaluate", "--task", task, "-Devaluate.save-every=2", "-Devaluate.batch-size=8");
    return start(evaluate, "--model", "model", "--data", data, "--output", output);
  }

  /**
   * @param paths names of options, and of files in the folder, by turns
   */
  private GlossaProcess start(List<String> arguments, String... paths) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    for (int i = 0; i < paths.length; i += 2) {
      all.add(paths[i]);
      all.add(folder.resolve(paths[i + 1]).toString());
    }
    return GlossaProcess.start(folder.resolve("glossa.log"), all);
  }

  private long written() {
    Path log = folder.resolve("killed/.scored");
    if (!Files.isDirectory(log)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(log)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9a-f].*-.*-.*"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
