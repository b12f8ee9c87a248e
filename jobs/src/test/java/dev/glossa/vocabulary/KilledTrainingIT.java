package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.GlossaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vocab train} with the distributed merge loop, killed with SIGKILL again and again. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledTrainingIT {

  private static final int VOCABULARY = 600;

  @TempDir Path folder;

  private Random random;

  @BeforeEach
  void writeText() throws IOException {
    long seed = System.nanoTime();
    System.out.println("The text and the moments of the kills come from the seed " + seed);
    random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int document = 0; document < 400; document++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 100; word++) {
        text.append(Integer.toString(random.nextInt(1 + random.nextInt(200_000)), 26)).append(' ');
      }
      lines.add("{\"text\": \"%s\"}".formatted(text));
    }
    Files.write(folder.resolve("text.jsonl"), lines);
  }

  @Test
  void threeKillsWhileCountingAndMergingChangeNoByte() throws Exception {
    killsChangeNoByte(1, 2);
  }

  @Tag("nightly")
  @Test
  void thirtyKillsWhileCountingAndMergingChangeNoByte() throws Exception {
    killsChangeNoByte(10, 20);
  }

  private void killsChangeNoByte(int whileCounting, int whileMerging) throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(train(undisturbed).exitCode()).isZero();

    Path killed = folder.resolve("killed");
    for (int kill = 0; kill < whileCounting; kill++) {
      int moment = random.nextInt(4);
      train(killed).killWhen("words are counted", () -> hasCounted(killed, moment));
    }
    for (int kill = 1; kill <= whileMerging; kill++) {
      int share = VOCABULARY / (whileMerging + 2);
      int merges = kill * share + random.nextInt(share);
      train(killed).killWhen(merges + " merges are logged", () -> merges(killed) >= merges);
    }
    assertThat(killed.resolve("manifest.json")).doesNotExist();
    assertThat(merges(killed)).isPositive();

    assertThat(train(killed).exitCode()).isZero();
    assertThat(killed.resolve("tokenizer.model"))
        .hasSameBinaryContentAs(undisturbed.resolve("tokenizer.model"));
    assertThat(killed.resolve("_training")).doesNotExist();
  }

  private GlossaProcess train(Path output) throws IOException {
    return GlossaProcess.start(
        folder.resolve("training.log"),
        List.of(
            "vocab",
            "train",
            "--input",
            folder.resolve("text.jsonl").toString(),
            "--output",
            output.toString(),
            "--vocab-size",
            String.valueOf(VOCABULARY),
            "--merge-loop",
            "distributed",
            "-Dvocab.train.checkpoint-every=5"));
  }

  /**
   * Whether counting has come so far: the table's folder is there, a part is being written, a part
   * is written, the table is complete.
   */
  private static boolean hasCounted(Path output, int moment) {
    Path words = output.resolve("_training/words");
    return switch (moment) {
      case 0 -> Files.exists(words);
      case 1 -> !names(words, "words-").isEmpty();
      case 2 -> names(words, "words-").stream().anyMatch(name -> name.matches("words-\\d+"));
      default -> Files.exists(words.resolve("summary.json"));
    };
  }

  /** How many merges the log has. */
  private static int merges(Path output) {
    return names(output.resolve("_training"), "merges-").stream()
        .filter(name -> name.matches("merges-\\d+"))
        .mapToInt(name -> Integer.parseInt(name.substring("merges-".length())))
        .max()
        .orElse(0);
  }

  private static List<String> names(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
