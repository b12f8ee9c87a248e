package dev.glossa.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear projection of a layer, y = x Wᵀ, whose rows are those of one or more modules below each
 * other; of each module that LoRA targets there is a branch, + scale · dropout(x) Aᵀ Bᵀ.
 */
final class Projection {
  private final FlatLayer<?> layer;
  private final String key;
  private final double scale;
  private final double dropout;
  private final long seed;
  private final List<Branch> branches;

  /**
   * @param module its weight's name in a Hugging Face folder
   * @param from first column of the module's outputs in y
   * @param to one past its last column
   */
  private record Branch(String module, String down, String up, long from, long to) {}

  private Projection(FlatLayer<?> layer, String key, LoraConfig lora, List<Branch> branches) {
    this.layer = layer;
    this.key = key;
    this.scale = lora == null ? 0 : lora.scale();
    this.dropout = lora == null ? 0 : lora.dropout();
    this.seed = lora == null ? 0 : lora.seed();
    this.branches = List.copyOf(branches);
  }

  static Projection of(FlatLayer<?> layer, String key) {
    Adaptation adaptation = layer.layerConf().adaptation();
    List<Branch> branches = new ArrayList<>();
    if (adaptation == null) {
      return new Projection(layer, key, null, branches);
    }
    LoraConfig lora = adaptation.lora();
    long from = 0;
    for (ParameterSpan weight : layer.layerConf().tensors(key)) {
      long to = from + weight.shape().get(0);
      List<ParameterSpan> matrices = lora.trained(weight);
      if (!matrices.isEmpty()) {
        branches.add(
            new Branch(
                weight.name(),
                LlamaLayer.branchKey(matrices.get(0)),
                LlamaLayer.branchKey(matrices.get(1)),
                from,
                to));
      }
      from = to;
    }
    return new Projection(layer, key, lora, branches);
  }

  /** Overwrites y. */
  void forward(INDArray x, INDArray y, boolean training, WorkMemory memory) {
    Kernels kernels = layer.kernels();
    kernels.matmul(x, layer.parameter(key), y, false, true, false);
    for (Branch branch : branches) {
      INDArray low = low(branch, dropped(branch, x, training, memory), memory);
      INDArray columns = Views.columns(y, branch.from(), branch.to());
      kernels.matmul(low, layer.parameter(branch.up()), columns, false, true, true);
    }
  }

  /** Overwrites dx and the gradients of what is trained. */
  void backward(INDArray dy, INDArray x, INDArray dx, WorkMemory memory) {
    Kernels kernels = layer.kernels();
    kernels.matmul(dy, layer.parameter(key), dx, false, false, false);
    INDArray gradient = layer.gradientOf(key);
    if (gradient != null) {
      kernels.matmul(dy, x, gradient, true, false, false);
    }
    for (Branch branch : branches) {
      INDArray dropped = dropped(branch, x, true, memory);
      INDArray low = low(branch, dropped, memory);
      INDArray dColumns = Views.columns(dy, branch.from(), branch.to());
      kernels.matmul(dColumns, low, layer.gradientOf(branch.up()), true, false, false);
      INDArray dLow = low;
      kernels.matmul(dColumns, layer.parameter(branch.up()), dLow, false, false, false);
      dLow.muli(scale);
      kernels.matmul(dLow, dropped, layer.gradientOf(branch.down()), true, false, false);
      addInputGradient(branch, dLow, dx, memory);
    }
  }

  private void addInputGradient(Branch branch, INDArray dLow, INDArray dx, WorkMemory memory) {
    Kernels kernels = layer.kernels();
    INDArray down = layer.parameter(branch.down());
    if (dropout == 0) {
      kernels.matmul(dLow, down, dx, false, false, true);
      return;
    }
    INDArray dDropped = memory.passingMatrix(dx.size(0), dx.size(1));
    kernels.matmul(dLow, down, dDropped, false, false, false);
    kernels.dropout(dDropped, dropout, seed(branch), dDropped);
    kernels.add(dDropped, dx);
  }

  /** scale · x Aᵀ, [rows, rank]. */
  private INDArray low(Branch branch, INDArray x, WorkMemory memory) {
    INDArray down = layer.parameter(branch.down());
    INDArray low = memory.passingMatrix(x.size(0), down.size(0));
    layer.kernels().matmul(x, down, low, false, true, false);
    return low.muli(scale);
  }

  private INDArray dropped(Branch branch, INDArray x, boolean training, WorkMemory memory) {
    if (dropout == 0 || !training) {
      return x;
    }
    INDArray dropped = memory.passingMatrix(x.size(0), x.size(1));
    layer.kernels().dropout(x, dropout, seed(branch), dropped);
    return dropped;
  }

  /**
   * The same in the forward and the backward pass of a batch, another for every batch and branch.
   */
  private long seed(Branch branch) {
    long number = (seed * 31 + layer.getIterationCount()) * 31 + branch.module().hashCode();
    return new SplittableRandom(number).nextLong();
  }
}
