package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import dev.glossa.optimize.TrainingStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What runs on a GPU asks ND4J for nothing that its CUDA library lacks. Numbered operations (sums,
 * products, exponentials of arrays) are one list for both backends; declarable ones have names.
 */
class CudaOperationsTest {
  private static final int[][] IDS = {{3, 9, 4, 9, 28, 1, 7}, {5, 5, 6, 11, 2, 0, 8}};

  @Test
  void trainingAndGeneratingUseOnlyWhatCudaHas() throws Exception {
    LlamaModel model = LlamaModel.create(SmallModels.config(false), DataType.DOUBLE, 3);
    AdamW optimizer = new AdamW(AdamW.Settings.usual(), model.layout(), DataType.DOUBLE);
    TrainingStep step = new TrainingStep(model, optimizer, LearningRateSchedule.constant(0.01), 1);
    Batch batch = Batch.packed(IDS, IDS, new int[][] {{3, 4}, {1, 1, 5}});

    Set<String> used =
        RecordedOperations.of(
            () -> {
              step.run(List.of(batch));
              model.loss(batch);
              model.logits(IDS, null);
              SequenceReader reader = new SequenceReader(model);
              reader.extend(reader.begin(IDS), new int[] {3, 4});
              reader.logProbabilities(IDS, 2);
              attention(new BatchedKernels());
            });

    assertThat(used).contains("matmul", "gather", "scatter_add", "batched_gemm");
    assertThat(used).isSubsetOf(ofCuda());
  }

  private static void attention(Kernels kernels) {
    AttentionShape shape = new AttentionShape(1, 3, 3, 2, 1, 4);
    INDArray q = Nd4j.ones(DataType.DOUBLE, 3, 8);
    INDArray k = Nd4j.ones(DataType.DOUBLE, 3, 4);
    INDArray room = Nd4j.zeros(DataType.DOUBLE, kernels.attentionMemory(shape, true));
    kernels.attention(shape, q, k, k, null, room, true, q.like());
    kernels.attentionBackward(shape, q, q, k, k, null, room, q.like(), k.like(), k.like());
  }

  private static Set<String> ofCuda() throws IOException {
    try (InputStream in = CudaOperationsTest.class.getResourceAsStream("cuda-operations.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
  }
}
