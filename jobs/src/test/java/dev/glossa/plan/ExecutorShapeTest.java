package dev.glossa.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.model.WorkerMemory;
import dev.glossa.plan.Machine.Gpu;
import dev.glossa.plan.Machine.Platform;
import dev.glossa.pretrain.TrainingMemory;
import org.junit.jupiter.api.Test;

class ExecutorShapeTest {
  private static final long GIB = 1L << 30;
  private static final long RECORD = GIB / 8;
  private static final Platform CLUSTER = new Platform("emr", "s3://BUCKET", 0.75, false, null);
  private static final Platform SERVERLESS =
      new Platform("emr-serverless", "s3://BUCKET", 1, true, null);

  private static Machine machine(Platform platform, int cores, int memory, Gpu gpu) {
    return new Machine("machine", platform, cores, memory, gpu, null);
  }

  /** A worker that needs so much, a third of it weights, and a driver that needs as much. */
  private static TrainingMemory training(int gib) {
    long third = gib * GIB / 3;
    WorkerMemory worker = new WorkerMemory(third, third, gib * GIB - 2 * third, 0, 0);
    return new TrainingMemory(worker, 2, 0, 3 * third);
  }

  @Test
  void executorsOverTextHaveFourCoresAndTheirShareOfTheMemory() {
    assertThat(ExecutorShape.forText(machine(CLUSTER, 16, 64, null), RECORD))
        .contains(new ExecutorShape(4, false, 4, 10, 2, 0));
  }

  @Test
  void aWorkerOfAServiceWithoutServersIsOneExecutor() {
    assertThat(ExecutorShape.forText(machine(SERVERLESS, 16, 64, null), RECORD))
        .contains(new ExecutorShape(16, false, 1, 57, 7, 0));
  }

  @Test
  void everyCoreMustHoldItsRecords() {
    assertThat(ExecutorShape.forText(machine(CLUSTER, 4, 4, null), RECORD)).isEmpty();
    assertThat(ExecutorShape.forText(machine(CLUSTER, 4, 4, null), RECORD / 16)).isPresent();
  }

  @Test
  void aTrainingTakesAsManyWorkersAsFitIntoTheMachine() {
    Machine machine = machine(CLUSTER, 16, 64, null);
    // 3 GiB: a heap of 2 + 2, and 1 + 3.3 outside it, so that four fit into 48.
    assertThat(ExecutorShape.forTraining(machine, training(3)))
        .contains(new ExecutorShape(4, false, 4, 4, 5, 5));
    // 9 GiB: 2 + 6, and 1 + 9.9, so that two fit.
    assertThat(ExecutorShape.forTraining(machine, training(9)))
        .contains(new ExecutorShape(8, false, 2, 8, 11, 11));
    assertThat(ExecutorShape.forTraining(machine, training(48))).isEmpty();
  }

  @Test
  void aWorkerOnAGpuFitsIntoItsMemory() {
    Gpu gpu = new Gpu("T4", 16, 8.1);
    ExecutorShape shape =
        ExecutorShape.forTraining(machine(CLUSTER, 8, 64, gpu), training(12)).orElseThrow();
    assertThat(shape).isEqualTo(new ExecutorShape(4, true, 1, 10, 15, 15));
    assertThat(shape.units()).isEqualTo(1);
    assertThat(ExecutorShape.forTraining(machine(CLUSTER, 8, 64, gpu), training(15))).isEmpty();
    assertThat(ExecutorShape.forTraining(machine(CLUSTER, 8, 16, gpu), training(12))).isEmpty();
  }
}
