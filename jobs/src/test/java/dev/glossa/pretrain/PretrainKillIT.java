package dev.glossa.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pretrain} with two workers, killed with SIGKILL again and again, ends with the losses and
 * the bytes of a training in peace.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class PretrainKillIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void twoKillsChangeNoByte() throws Exception {
    killsChangeNoByte(2, 300);
  }

  @Tag("nightly")
  @Test
  void twentyKillsChangeNoByte() throws Exception {
    killsChangeNoByte(20, 600);
  }

  private void killsChangeNoByte(int kills, int all) throws Exception {
    long seed = Long.getLong("glossa.seed", System.nanoTime());
    System.out.println("The moments of the kills come from -Dglossa.seed=" + seed);
    Random random = new Random(seed);
    TinyTraining.write(folder);
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(train(undisturbed, all).exitCode()).isZero();

    Path killed = folder.resolve("killed");
    int share = all / (kills + 1);
    for (int kill = 0; kill < kills; kill++) {
      int steps = kill * share + random.nextInt(share);
      train(killed, all).killWhen(steps + " steps are told", () -> steps(killed).count() >= steps);
    }
    assertThat(killed.resolve("manifest.json")).doesNotExist();
    assertThat(train(killed, all).exitCode()).isZero();

    assertThat(killed.resolve("model/model.safetensors"))
        .hasSameBinaryContentAs(undisturbed.resolve("model/model.safetensors"));
    assertThat(losses(killed)).hasSize(all).isEqualTo(losses(undisturbed));
  }

  private GlossaProcess train(Path output, int steps) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("pretrain", "--workers", "2"));
    arguments.addAll(List.of("--model", folder.resolve("model").toString()));
    arguments.addAll(List.of("--data", folder.resolve("counting") + "=3"));
    arguments.addAll(List.of("--data", folder.resolve("letters") + "=1"));
    arguments.addAll(List.of("--output", output.toString(), "--steps", Integer.toString(steps)));
    arguments.addAll(
        List.of("--batch-size", "2", "--local-steps", "5", "--checkpoint-every", "10"));
    return GlossaProcess.start(output.resolveSibling(output.getFileName() + ".log"), arguments);
  }

  private static Stream<String> steps(Path output) {
    Path metrics = output.resolve("metrics.jsonl");
    try {
      return Files.exists(metrics) ? Files.readAllLines(metrics).stream() : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The loss of each step, with its number. */
  private static List<String> losses(Path output) {
    return steps(output)
        .map(
            line -> {
              try {
                return JSON.readTree(line).get("step") + " " + JSON.readTree(line).get("loss");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
