package dev.glossa.model;

import java.util.List;
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
  private final transient Projection queryKeyValueProjection;
  private final transient Projection outputProjection;
  private final transient Projection gateUpProjection;
  private final transient Projection downProjection;
  private transient Activations kept;

  DecoderBlockLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.rotary = new RotaryTable(config(), type);
    this.queryKeyValueProjection = Projection.of(this, DecoderBlock.QUERY_KEY_VALUE);
    this.outputProjection = Projection.of(this, DecoderBlock.OUTPUT);
    this.gateUpProjection = Projection.of(this, DecoderBlock.GATE_UP);
    this.downProjection = Projection.of(this, DecoderBlock.DOWN);
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
    ArrayType passing = ArrayType.FF_WORKING_MEM;
    WorkMemory memory =
        new WorkMemory(workspaces, keep ? ArrayType.ACTIVATIONS : passing, passing, dataType);
    Activations activations = forward(memory, training, keep, outRows);
    kept = keep ? activations : null;
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    ArrayType place = ArrayType.BP_WORKING_MEM;
    WorkMemory memory = new WorkMemory(workspaces, place, place, dataType);
    Activations activations = kept;
    if (activations == null) {
      activations = forward(memory, true, true, memory.matrix(rows(), config().hiddenSize()));
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

  private Activations forward(WorkMemory memory, boolean training, boolean keep, INDArray out) {
    int[] size = batchAndTime();
    int[] starts = maskArray == null ? null : TokenArrays.toInts(maskArray);
    int[] positions = new int[size[0] * size[1]];
    for (int row = 0; row < positions.length; row++) {
      positions[row] = row % size[1] - (starts == null ? 0 : starts[row]);
    }
    INDArray x = input.reshape('c', rows(), config().hiddenSize());
    AttentionShape shape = shape(size[0], size[1], size[1]);
    return forward(memory, training, keep, shape, x, positions, starts, null, out);
  }

  /**
   * Continues sequences, of which several may be the same: rows of {@code x} are the tokens of the
   * continuations, below each other, each at the next positions of its cache, where the keys and
   * values of the last one that follows it stay. Needs an open {@link Scratch}.
   */
  void extend(List<Continuation> continuations, INDArray x, INDArray out) {
    int[] positions = new int[(int) x.size(0)];
    int longest = 0;
    int reach = 0;
    int next = 0;
    for (Continuation continuation : continuations) {
      longest = Math.max(longest, continuation.count());
      reach = Math.max(reach, continuation.to());
      for (int position = continuation.from(); position < continuation.to(); position++) {
        positions[next++] = position;
      }
    }
    // As large as that of any of them, for the room that they share.
    AttentionShape shape = shape(1, longest, reach);
    WorkMemory memory =
        new WorkMemory(Scratch.workspaces(), Scratch.PLACE, Scratch.PLACE, dataType);
    forward(memory, false, false, shape, x, positions, null, continuations, out);
  }

  private Activations forward(
      WorkMemory memory,
      boolean training,
      boolean keep,
      AttentionShape shape,
      INDArray x,
      int[] positions,
      int[] starts,
      List<Continuation> continuations,
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
    queryKeyValueProjection.forward(attentionInput, queryKeyValue, training, memory);
    rotate(queryKeyValue, positions, shape.keys(), false);
    INDArray probabilities = memory.vector(kernels.attentionMemory(shape, keep));
    INDArray attention = memory.matrix(rows, (long) c.heads() * c.headSize());
    if (continuations == null) {
      kernels.attention(
          shape,
          queries(queryKeyValue),
          keys(queryKeyValue),
          values(queryKeyValue),
          starts,
          probabilities,
          keep,
          attention);
    } else {
      attend(continuations, queryKeyValue, probabilities, attention);
    }

    INDArray afterAttention = memory.matrix(rows, c.hiddenSize());
    outputProjection.forward(attention, afterAttention, training, memory);
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
    gateUpProjection.forward(feedForwardInput, gateUp, training, memory);
    INDArray gated = memory.matrix(rows, c.intermediateSize());
    kernels.swiGlu(gateUp, gated);
    downProjection.forward(gated, out, training, memory);
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

  /** Each continuation sees the sequence that it follows and itself. */
  private void attend(
      List<Continuation> continuations,
      INDArray queryKeyValue,
      INDArray probabilities,
      INDArray attention) {
    int heads = config().heads();
    int keyValueHeads = config().keyValueHeads();
    int from = 0;
    for (Continuation continuation : continuations) {
      int to = from + continuation.count();
      AttentionShape shape = shape(1, continuation.count(), continuation.to());
      KeyValueCache.Block cache = continuation.cache().block(layerConf().block());
      cache.put(
          continuation.from(),
          heads(queryKeyValue, from, to, heads, keyValueHeads),
          heads(queryKeyValue, from, to, heads + keyValueHeads, keyValueHeads));
      kernels()
          .attention(
              shape,
              heads(queryKeyValue, from, to, 0, heads),
              cache.keys(shape.keys()),
              cache.values(shape.keys()),
              null,
              probabilities,
              false,
              Views.rows(attention, from, to));
      from = to;
    }
  }

  private void backward(Activations a, INDArray dOut, INDArray dx, WorkMemory memory) {
    LlamaConfig c = config();
    Kernels kernels = kernels();
    long rows = dOut.size(0);
    INDArray dGated = memory.matrix(rows, c.intermediateSize());
    downProjection.backward(dOut, a.gated(), dGated, memory);
    INDArray dGateUp = memory.matrix(rows, 2L * c.intermediateSize());
    kernels.swiGluBackward(dGated, a.gateUp(), dGateUp);
    INDArray dFeedForwardInput = memory.matrix(rows, c.hiddenSize());
    gateUpProjection.backward(dGateUp, a.feedForwardInput(), dFeedForwardInput, memory);
    INDArray dAfterAttention = memory.matrix(rows, c.hiddenSize());
    kernels.copy(dOut, dAfterAttention);
    kernels.rmsNormBackward(
        dFeedForwardInput,
        a.afterAttention(),
        parameter(DecoderBlock.POST_ATTENTION_NORM),
        a.feedForwardInverseRms(),
        dAfterAttention,
        vectorGradientOf(DecoderBlock.POST_ATTENTION_NORM, memory));

    INDArray dAttention = memory.matrix(rows, (long) c.heads() * c.headSize());
    outputProjection.backward(dAfterAttention, a.attention(), dAttention, memory);
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
    INDArray dAttentionInput = memory.matrix(rows, c.hiddenSize());
    queryKeyValueProjection.backward(dQueryKeyValue, a.attentionInput(), dAttentionInput, memory);
    kernels.copy(dAfterAttention, dx);
    kernels.rmsNormBackward(
        dAttentionInput,
        a.x(),
        parameter(DecoderBlock.INPUT_NORM),
        a.inputInverseRms(),
        dx,
        vectorGradientOf(DecoderBlock.INPUT_NORM, memory));
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
    return heads(rows, 0, rows.size(0), first, count);
  }

  private INDArray heads(INDArray rows, long from, long to, int first, int count) {
    long size = config().headSize();
    return Views.block(rows, from, to, first * size, (first + count) * size);
  }
}
