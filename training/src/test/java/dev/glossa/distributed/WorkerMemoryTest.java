package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaGraph;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.WorkerMemory;
import dev.glossa.optimize.AdamW;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What is planned for a worker against what a process that is one takes. */
@EnabledOnOs(OS.LINUX)
class WorkerMemoryTest {
  private static final int ROWS = 4;
  private static final int LENGTH = 512;

  /** A worker that takes some steps. */
  static final class Training {
    private Training() {}

    public static void main(String[] arguments) throws Exception {
      boolean recomputes = Boolean.parseBoolean(arguments[0]);
      Thread rehearsal = new Thread(() -> train(model(config(64, 1), recomputes)));
      rehearsal.start();
      rehearsal.join();
      LlamaModel model = model(config(256, 6), recomputes);
      System.gc();
      long before = kibibytes("VmRSS");
      train(model);
      System.out.println("took " + (kibibytes("VmHWM") - before));
    }

    private static void train(LlamaModel model) {
      LlamaReplica replica = new LlamaReplica(model, AdamW.Settings.usual(), null);
      MultiDataSet batch = LlamaReplica.encode(Collections.nCopies(ROWS, block()));
      for (int step = 0; step < 3; step++) {
        BatchLoss loss = replica.backward(batch, step);
        GradientScaling.toClippedMean(replica.gradients(), loss.labelledTokens(), 1);
        replica.step(1e-3);
      }
    }

    private static TokenBlock block() {
      int[] ids = new int[LENGTH];
      Arrays.setAll(ids, i -> i * 7 % 1000);
      return new TokenBlock(ids, ids, new int[] {LENGTH});
    }

    private static LlamaModel model(LlamaConfig config, boolean recomputes) {
      LlamaModel model =
          LlamaModel.uninitialized(config, DataType.FLOAT, LlamaGraph.Training.none());
      model.parameters().assign(0.01);
      if (recomputes) {
        model.recomputeActivations();
      }
      return model;
    }

    private static long kibibytes(String key) throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(key + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static LlamaConfig config(int hidden, int layers) {
    return new LlamaConfig(
        4096,
        hidden,
        8 * hidden / 3,
        layers,
        8,
        4,
        hidden / 8,
        LENGTH,
        1e-5,
        10000,
        Optional.empty(),
        true,
        0.02,
        OptionalInt.of(1),
        List.of(2),
        OptionalInt.empty());
  }

  /**
   * With a heap of one size, that is touched at the start, all growth is outside the heap; and
   * glibc gives back blocks that were freed. The weights were there before.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWorkerTakesWhatIsPlanned(boolean recomputes) throws Exception {
    LlamaConfig config = config(256, 6);
    WorkerMemory plan =
        WorkerMemory.of(config, config.parameterCount(), ROWS, LENGTH, false, false, recomputes);
    List<String> said =
        OwnProcess.run(
            Map.of("MALLOC_MMAP_THRESHOLD_", "1048576"),
            List.of(
                "-Xms256m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "--add-modules=jdk.incubator.vector"),
            Training.class,
            Boolean.toString(recomputes));
    String took = said.stream().filter(line -> line.startsWith("took ")).findFirst().orElseThrow();
    double bytes = 1024 * Double.parseDouble(took.substring("took ".length()));
    assertThat(bytes / (plan.total() - plan.weights())).as(plan.toString()).isBetween(0.8, 1.2);
  }
}
