package dev.glossa.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.model.WorkerMemory;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
  private static final long MIB = 1 << 20;
  private static final WorkerMemory WORKER =
      new WorkerMemory(512 * MIB, 512 * MIB, 1024 * MIB, 100 * MIB, 20 * MIB);

  @Test
  void aProcessHoldsAllWorkersAndTheDriver() {
    TrainingMemory memory = TrainingMemory.inOneProcess(WORKER, 2, 0);
    assertThat(memory.total()).isEqualTo((2 * 2168 + 3 * 512) * MIB);
    assertThat(memory.describe())
        .isEqualTo(
            "the training needs 5.7 GiB outside the Java heap: 2 workers of 2.1 GiB (512 MiB"
                + " weights, 512 MiB gradients, 1.0 GiB optimizer, 100 MiB activations, 20.0 MiB"
                + " work), 1.5 GiB for the driver");
  }

  @Test
  void anExecutorOfOneTaskHoldsOneWorker() {
    TrainingMemory memory = TrainingMemory.ofAnExecutor(WORKER, 1, 0);
    assertThat(memory.total()).isEqualTo(2168 * MIB);
    assertThat(memory.describe())
        .isEqualTo(
            "a worker needs 2.1 GiB (512 MiB weights, 512 MiB gradients, 1.0 GiB optimizer, 100 MiB"
                + " activations, 20.0 MiB work) outside the Java heap");
  }

  @Test
  void anExecutorOfSeveralTasksHoldsAsManyWorkers() {
    TrainingMemory memory = TrainingMemory.ofAnExecutor(WORKER, 2, 4096 * MIB);
    assertThat(memory.total()).isEqualTo((2 * 2168 + 4096) * MIB);
    assertThat(memory.describe())
        .startsWith(
            "an executor needs 8.2 GiB outside the Java heap: 2 workers of 2.1 GiB (512 MiB")
        .endsWith(", 4.0 GiB for frozen weights");
  }

  @Test
  void frozenWeightsAreInAProcessOnce() {
    TrainingMemory memory = TrainingMemory.inOneProcess(WORKER, 2, 4096 * MIB);
    assertThat(memory.total()).isEqualTo((2 * 2168 + 3 * 512 + 4096) * MIB);
    assertThat(memory.describe()).endsWith("1.5 GiB for the driver, 4.0 GiB for frozen weights");
  }

  @Test
  void tooLittleMemoryIsToldBeforeWorkStarts() {
    TrainingMemory memory = TrainingMemory.ofAnExecutor(WORKER, 1, 0);
    memory.require(2168 * MIB);
    assertThatThrownBy(() -> memory.require(2168 * MIB - 1))
        .hasMessageContaining("GLOSSA_OFFHEAP allows 2.1 GiB")
        .hasMessageContaining("LoRA");
  }
}
