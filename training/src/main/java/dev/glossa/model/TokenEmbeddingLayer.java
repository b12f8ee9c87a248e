package dev.glossa.model;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime of {@link TokenEmbedding}. */
final class TokenEmbeddingLayer extends FlatLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  TokenEmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int[] size = batchAndTime();
    int hidden = config().hiddenSize();
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {size[0], size[1], hidden}, 'c');
    embed(ids(), out.reshape('c', (long) size[0] * size[1], hidden));
    return out;
  }

  /** Writes the vector of each id to its row. */
  void embed(int[] ids, INDArray to) {
    for (int id : ids) {
      if (id < 0 || id >= config().vocabSize()) {
        throw new IllegalArgumentException(
            "Token id "
                + id
                + " lies outside the vocabulary of "
                + config().vocabSize()
                + " rows: use the tokenizer that belongs to this model.");
      }
    }
    kernels().gatherRows(parameter(TokenEmbedding.WEIGHT), ids, to);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray gradient = gradientOf(TokenEmbedding.WEIGHT);
    if (gradient == null) {
      return new Pair<>(allGradients(), null);
    }
    if (!config().tiedEmbeddings()) {
      gradient.assign(0); // A tied head has written its part already.
    }
    int[] ids = ids();
    kernels()
        .scatterAddRows(epsilon.reshape('c', ids.length, config().hiddenSize()), ids, gradient);
    return new Pair<>(allGradients(), null);
  }

  private int[] ids() {
    return TokenArrays.toInts(input);
  }
}
