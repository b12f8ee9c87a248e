package dev.glossa.model;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The runtime of {@link DecoderBlock}, forward and backward by hand.
 *
 * <p>The mask, if any, holds for every position where its document starts in the row; attention
 * stays inside the document and its positions count from there.
 */
final class DecoderBlockLayer extends FlatLayer<DecoderBlock> {
  private static final long serialVersionUID = 1L;

  private final transient RotaryTable rotary;
  private transient Activations kept;

  DecoderBlockLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.rotary = new RotaryTable(config(), type);
  }

  /** What the backward pass needs of the forward pass; every matrix has one token per row. */
  private record Activations(
      AttentionShape shape,
      int[] positions,
      int[] starts,
      INDArray x,
      INDArray attentionInput,
      INDArray inputInverseRms,
      INDArray queryKeyValue,
      INDArray probabilities,
      INDArray attention,
      INDArray afterAttention,
      INDArray feedForwardInput,
      INDArray feedForwardInverseRms,
      INDArray gateUp,
      INDArray gated) {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int[] size = batchAndTime();
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
    INDArray outRows = out.reshape('c', (long) size[0] * size[1], config().hiddenSize());
    boolean keep = training && !layerConf().recomputes();
    Memory memory = new Memory(workspaces, keep ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM);
    Activations activations = forward(memory, keep, outRows);
    kept = keep ? activations : null;
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Memory memory = new Memory(workspaces, ArrayType.BP_WORKING_MEM);
    Activations activations = kept;
    if (activations == null) {
      activations = forward(memory, true, memory.matrix(rows(), config().hiddenSize()));
    }
    kept = null;
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    backward(
        activations,
        epsilon.reshape('c', rows(), config().hiddenSize()),
        dx.reshape('c', rows(), config().hiddenSize()),
        memory);
    return new Pair<>(allGradients(), dx);
  }

  @Override
  public void clear() {
    super.clear();
    kept = null;
  }

  private long rows() {
    return input.size(0) * input.size(1);
  }

  private Activations forward(Memory memory, boolean keep, INDArray out) {
    int[] size = batchAndTime();
    int[] starts = maskArray == null ? null : TokenArrays.toInts(maskArray);
    int[] positions = new int[size[0] * size[1]];
    for (int row = 0; row < positions.length; row++) {
      positions[row] = row % size[1] - (starts == null ? 0 : starts[row]);
    }
    INDArray x = input.reshape('c', rows(), config().hiddenSize());
    AttentionShape shape = shape(size[0], size[1], size[1]);
    return forward(memory, keep, shape, x, positions, starts, null, out);
  }

  /**
   * Continues one sequence: rows of {@code x} are the tokens at the next positions of the cache,
   * which takes their keys and values. Needs an open {@link Scratch}.
   */
  void extend(KeyValueCache.Block cache, INDArray x, int firstPosition, INDArray out) {
    int count = (int) x.size(0);
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = firstPosition + i;
    }
    AttentionShape shape = shape(1, count, firstPosition + count);
    Memory memory = new Memory(Scratch.workspaces(), Scratch.PLACE);
    forward(memory, false, shape, x, positions, null, cache, out);
  }

  private Activations forward(
      Memory memory,
      boolean keep,
      AttentionShape shape,
      INDArray x,
      int[] positions,
      int[] starts,
      KeyValueCache.Block cache,
      INDArray out) {
    LlamaConfig c = config();
    Kernels kernels = kernels();
    long rows = x.size(0);
    INDArray attentionInput = memory.matrix(rows, c.hiddenSize());
    INDArray inputInverseRms = memory.vector(rows);
    kernels.rmsNorm(
        x, parameter(DecoderBlock.INPUT_NORM), c.rmsNormEpsilon(), attentionInput, inputInverseRms);

    INDArray queryKeyValue =
        memory.matrix(rows, (long) (c.heads() + 2 * c.keyValueHeads()) * c.headSize());
    kernels.matmul(
        attentionInput, parameter(DecoderBlock.QUERY_KEY_VALUE), queryKeyValue, false, true, false);
    rotate(queryKeyValue, positions, shape.keys(), false);
    INDArray keys = keys(queryKeyValue);
    INDArray values = values(queryKeyValue);
    if (cache != null) {
      cache.append(positions[0], keys, values);
      keys = cache.keys(shape.keys());
      values = cache.values(shape.keys());
    }
    INDArray probabilities = memory.vector(kernels.attentionMemory(shape, keep));
    INDArray attention = memory.matrix(rows, (long) c.heads() * c.headSize());
    kernels.attention(
        shape, queries(queryKeyValue), keys, values, starts, probabilities, keep, attention);

    INDArray afterAttention = memory.matrix(rows, c.hiddenSize());
    kernels.matmul(attention, parameter(DecoderBlock.OUTPUT), afterAttention, false, true, false);
    kernels.add(x, afterAttention);

    INDArray feedForwardInput = memory.matrix(rows, c.hiddenSize());
    INDArray feedForwardInverseRms = memory.vector(rows);
    kernels.rmsNorm(
        afterAttention,
        parameter(DecoderBlock.POST_ATTENTION_NORM),
        c.rmsNormEpsilon(),
        feedForwardInput,
        feedForwardInverseRms);
    INDArray gateUp = memory.matrix(rows, 2L * c.intermediateSize());
    kernels.matmul(feedForwardInput, parameter(DecoderBlock.GATE_UP), gateUp, false, true, false);
    INDArray gated = memory.matrix(rows, c.intermediateSize());
    kernels.swiGlu(gateUp, gated);
    kernels.matmul(gated, parameter(DecoderBlock.DOWN), out, false, true, false);
    kernels.add(afterAttention, out);
    return new Activations(
        shape,
        positions,
        starts,
        x,
        attentionInput,
        inputInverseRms,
        queryKeyValue,
        probabilities,
        attention,
        afterAttention,
        feedForwardInput,
        feedForwardInverseRms,
        gateUp,
        gated);
  }

  private void backward(Activations a, INDArray dOut, INDArray dx, Memory memory) {
    LlamaConfig c = config();
    Kernels kernels = kernels();
    long rows = dOut.size(0);
    INDArray dGated = memory.matrix(rows, c.intermediateSize());
    kernels.matmul(dOut, parameter(DecoderBlock.DOWN), dGated, false, false, false);
    kernels.matmul(dOut, a.gated(), gradientOf(DecoderBlock.DOWN), true, false, false);
    INDArray dGateUp = memory.matrix(rows, 2L * c.intermediateSize());
    kernels.swiGluBackward(dGated, a.gateUp(), dGateUp);
    kernels.matmul(
        dGateUp, a.feedForwardInput(), gradientOf(DecoderBlock.GATE_UP), true, false, false);
    INDArray dFeedForwardInput = memory.matrix(rows, c.hiddenSize());
    kernels.matmul(
        dGateUp, parameter(DecoderBlock.GATE_UP), dFeedForwardInput, false, false, false);
    INDArray dAfterAttention = memory.matrix(rows, c.hiddenSize());
    kernels.copy(dOut, dAfterAttention);
    kernels.rmsNormBackward(
        dFeedForwardInput,
        a.afterAttention(),
        parameter(DecoderBlock.POST_ATTENTION_NORM),
        a.feedForwardInverseRms(),
        dAfterAttention,
        gradientOf(DecoderBlock.POST_ATTENTION_NORM));

    INDArray dAttention = memory.matrix(rows, (long) c.heads() * c.headSize());
    kernels.matmul(
        dAfterAttention, parameter(DecoderBlock.OUTPUT), dAttention, false, false, false);
    kernels.matmul(
        dAfterAttention, a.attention(), gradientOf(DecoderBlock.OUTPUT), true, false, false);
    INDArray dQueryKeyValue = memory.matrix(rows, a.queryKeyValue().size(1));
    kernels.attentionBackward(
        a.shape(),
        dAttention,
        queries(a.queryKeyValue()),
        keys(a.queryKeyValue()),
        values(a.queryKeyValue()),
        a.starts(),
        a.probabilities(),
        queries(dQueryKeyValue),
        keys(dQueryKeyValue),
        values(dQueryKeyValue));
    rotate(dQueryKeyValue, a.positions(), a.shape().keys(), true);
    kernels.matmul(
        dQueryKeyValue,
        a.attentionInput(),
        gradientOf(DecoderBlock.QUERY_KEY_VALUE),
        true,
        false,
        false);
    INDArray dAttentionInput = memory.matrix(rows, c.hiddenSize());
    kernels.matmul(
        dQueryKeyValue,
        parameter(DecoderBlock.QUERY_KEY_VALUE),
        dAttentionInput,
        false,
        false,
        false);
    kernels.copy(dAfterAttention, dx);
    kernels.rmsNormBackward(
        dAttentionInput,
        a.x(),
        parameter(DecoderBlock.INPUT_NORM),
        a.inputInverseRms(),
        dx,
        gradientOf(DecoderBlock.INPUT_NORM));
  }

  private AttentionShape shape(int batch, int queries, int keys) {
    LlamaConfig c = config();
    return new AttentionShape(batch, queries, keys, c.heads(), c.keyValueHeads(), c.headSize());
  }

  private void rotate(INDArray queryKeyValue, int[] positions, int reach, boolean backward) {
    rotary.reach(reach);
    kernels()
        .rotate(
            queryKeyValue,
            config().heads() + config().keyValueHeads(),
            rotary.cosines(),
            rotary.sines(),
            positions,
            backward);
  }

  private INDArray queries(INDArray queryKeyValue) {
    return heads(queryKeyValue, 0, config().heads());
  }

  private INDArray keys(INDArray queryKeyValue) {
    return heads(queryKeyValue, config().heads(), config().keyValueHeads());
  }

  private INDArray values(INDArray queryKeyValue) {
    return heads(
        queryKeyValue, config().heads() + config().keyValueHeads(), config().keyValueHeads());
  }

  private INDArray heads(INDArray rows, int first, int count) {
    long size = config().headSize();
    return Views.columns(rows, first * size, (first + count) * size);
  }

  /** Where arrays come from. */
  private final class Memory {
    private final LayerWorkspaceMgr workspaces;
    private final ArrayType place;

    Memory(LayerWorkspaceMgr workspaces, ArrayType place) {
      this.workspaces = workspaces;
      this.place = place;
    }

    INDArray matrix(long rows, long columns) {
      return workspaces.createUninitialized(place, dataType, new long[] {rows, columns}, 'c');
    }

    INDArray vector(long length) {
      return workspaces.createUninitialized(place, dataType, new long[] {length}, 'c');
    }
  }
}
