package dev.glossa.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The runtime of {@link LanguageModelHead}. Only rows with a label are normalized and multiplied,
 * and never more than a chunk of logits is in memory.
 */
final class LanguageModelHeadLayer extends FlatLayer<LanguageModelHead> implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  /** Elements of a chunk. Each chunk reads the whole weight and its gradient once more. */
  private static final long LOGITS_IN_MEMORY = 1L << 24;

  private transient Supplier<TokenEmbeddingLayer> embedding;
  private transient INDArray labels;
  private transient TokenLoss loss;
  private transient boolean sumGradients;

  LanguageModelHeadLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** Uses the embedding's weight and gradient as its own. */
  void tieTo(Supplier<TokenEmbeddingLayer> layer) {
    embedding = layer;
  }

  /**
   * Whether gradients are those of the summed loss; otherwise, as Deeplearning4j's own training
   * expects, those of the mean over the labelled tokens.
   */
  void sumGradients(boolean sum) {
    sumGradients = sum;
  }

  /** The loss of the last forward or backward pass. */
  TokenLoss loss() {
    return loss;
  }

  /** Logits of all positions, [batch, time, vocabulary]. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int[] size = batchAndTime();
    INDArray logits =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {size[0], size[1], config().vocabSize()},
            'c');
    INDArray rows = inputRows();
    WorkMemory memory = memory(workspaces, ArrayType.FF_WORKING_MEM);
    INDArray normalized = memory.matrix(rows.size(0), rows.size(1));
    norm(rows, normalized, memory.vector(rows.size(0)));
    kernels()
        .matmul(
            normalized,
            weight(),
            logits.reshape('c', rows.size(0), config().vocabSize()),
            false,
            true,
            false);
    return logits;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray dx = workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    Targets targets = Targets.of(labels);
    loss = new TokenLoss(0, targets.count());
    INDArray weightGradient = weightGradient();
    WorkMemory memory = memory(workspaces, ArrayType.BP_WORKING_MEM);
    INDArray normGradient = vectorGradientOf(LanguageModelHead.NORM, memory);
    if (targets.count() == 0) {
      normGradient.assign(0);
      if (weightGradient != null) {
        weightGradient.assign(0);
      }
      return new Pair<>(allGradients(), dx);
    }
    int count = targets.count();
    int hidden = config().hiddenSize();
    INDArray x = memory.matrix(count, hidden);
    kernels().gatherRows(inputRows(), targets.rows(), x);
    INDArray normalized = memory.matrix(count, hidden);
    INDArray inverseRms = memory.vector(count);
    norm(x, normalized, inverseRms);

    INDArray dNormalized = memory.matrix(count, hidden);
    double scale = sumGradients ? 1 : 1.0 / count;
    int chunk = chunkRows(count, config().vocabSize());
    INDArray logitRoom = memory.matrix(chunk, config().vocabSize());
    double sum = 0;
    for (int from = 0; from < count; from += chunk) {
      int to = Math.min(count, from + chunk);
      INDArray some = Views.rows(normalized, from, to);
      INDArray logits = Views.rows(logitRoom, 0, to - from);
      kernels().matmul(some, weight(), logits, false, true, false);
      sum += kernels().crossEntropyGradient(logits, targets.ids(from, to), scale);
      kernels().matmul(logits, weight(), Views.rows(dNormalized, from, to), false, false, false);
      if (weightGradient != null) {
        kernels().matmul(logits, some, weightGradient, true, false, from > 0);
      }
    }
    loss = new TokenLoss(sum, count);

    INDArray dRows =
        workspaces.create(ArrayType.BP_WORKING_MEM, dataType, new long[] {count, hidden}, 'c');
    kernels()
        .rmsNormBackward(
            dNormalized, x, parameter(LanguageModelHead.NORM), inverseRms, dRows, normGradient);
    kernels().scatterAddRows(dRows, targets.rows(), dx.reshape('c', rows(), hidden));
    return new Pair<>(allGradients(), dx);
  }

  /**
   * log p of tokens given hidden states of the last block.
   *
   * @param hidden [rows, hidden]
   * @param rows which rows predict
   * @param targets what each of them predicts
   */
  double[] logProbabilities(INDArray hidden, int[] rows, int[] targets) {
    double[] result = new double[rows.length];
    int chunk = chunkRows(rows.length, config().vocabSize());
    for (int from = 0; from < rows.length; from += chunk) {
      int to = Math.min(rows.length, from + chunk);
      try (MemoryWorkspace scratch = Scratch.open()) {
        INDArray logits = multiply(hidden, Arrays.copyOfRange(rows, from, to));
        kernels().logProbabilities(logits, Arrays.copyOfRange(targets, from, to), result, from);
      }
    }
    return result;
  }

  /** Logits [vocabulary] of one row of hidden states. */
  float[] logits(INDArray hidden, int row) {
    return logits(hidden, new int[] {row})[0];
  }

  /** Logits [rows, vocabulary] of some rows of hidden states. */
  float[][] logits(INDArray hidden, int[] rows) {
    float[][] result = new float[rows.length][];
    int chunk = chunkRows(rows.length, config().vocabSize());
    for (int from = 0; from < rows.length; from += chunk) {
      int to = Math.min(rows.length, from + chunk);
      try (MemoryWorkspace scratch = Scratch.open()) {
        float[][] some = multiply(hidden, Arrays.copyOfRange(rows, from, to)).toFloatMatrix();
        System.arraycopy(some, 0, result, from, some.length);
      }
    }
    return result;
  }

  private INDArray multiply(INDArray hidden, int[] rows) {
    WorkMemory memory = memory(Scratch.workspaces(), Scratch.PLACE);
    INDArray x = memory.matrix(rows.length, config().hiddenSize());
    kernels().gatherRows(hidden, rows, x);
    INDArray normalized = memory.matrix(rows.length, config().hiddenSize());
    norm(x, normalized, memory.vector(rows.length));
    INDArray logits = memory.matrix(rows.length, config().vocabSize());
    kernels().matmul(normalized, weight(), logits, false, true, false);
    return logits;
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    if (loss == null) {
      Targets targets = Targets.of(labels);
      double sum = 0;
      for (double p : logProbabilities(inputRows(), targets.rows(), targets.ids())) {
        sum -= p;
      }
      loss = new TokenLoss(sum, targets.count());
    }
    return loss.mean() + regularization;
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    super.setInput(newInput, workspaces);
    loss = null;
  }

  @Override
  public void setLabels(INDArray newLabels) {
    labels = newLabels;
    loss = null;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException(
        "The head has no score by row: use LlamaModel.tokenLogProbabilities.");
  }

  private INDArray weight() {
    return embedding == null
        ? parameter(LanguageModelHead.WEIGHT)
        : embedding.get().parameter(TokenEmbedding.WEIGHT);
  }

  /** Null if the weight is frozen. */
  private INDArray weightGradient() {
    return embedding == null
        ? gradientOf(LanguageModelHead.WEIGHT)
        : embedding.get().gradientOf(TokenEmbedding.WEIGHT);
  }

  private void norm(INDArray x, INDArray y, INDArray inverseRms) {
    kernels()
        .rmsNorm(x, parameter(LanguageModelHead.NORM), config().rmsNormEpsilon(), y, inverseRms);
  }

  /** Rows of as few chunks as the limit allows, of about the same size. */
  static int chunkRows(long rows, int vocabSize) {
    long most = Math.max(64, LOGITS_IN_MEMORY / vocabSize);
    long chunks = Math.max(1, (rows + most - 1) / most);
    return (int) Math.max(1, (rows + chunks - 1) / chunks);
  }

  private long rows() {
    return input.size(0) * input.size(1);
  }

  private INDArray inputRows() {
    return input.reshape('c', rows(), config().hiddenSize());
  }

  private WorkMemory memory(LayerWorkspaceMgr workspaces, ArrayType place) {
    return new WorkMemory(workspaces, place, place, dataType);
  }

  // A language-model head is no classifier of examples: what Classifier adds is refused.

  @Override
  public double f1Score(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public double f1Score(INDArray examples, INDArray expected) {
    throw notAClassifier();
  }

  @Override
  @Deprecated
  public int numLabels() {
    return config().vocabSize();
  }

  @Override
  public void fit(DataSetIterator iterator) {
    throw notAClassifier();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw notAClassifier();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public void fit(INDArray examples, INDArray expected) {
    throw notAClassifier();
  }

  @Override
  public void fit(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public void fit(INDArray examples, int[] expected) {
    throw notAClassifier();
  }

  private static UnsupportedOperationException notAClassifier() {
    return new UnsupportedOperationException(
        "A language-model head is trained and asked through its graph.");
  }
}
