package dev.glossa.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A LLaMA model: its configuration, its weights in one flat vector, and the graph that computes
 * with them. A model belongs to one thread at a time.
 */
public final class LlamaModel {
  private static final int TOKENS_AT_ONCE = 4096;

  private final LlamaConfig config;
  private final ComputationGraph graph;
  private final List<ParameterSpan> layout;
  private final INDArray parameters;

  private LlamaModel(LlamaConfig config, ComputationGraph graph) {
    this.config = config;
    this.graph = graph;
    this.layout = layout(config, adaptation(graph));
    this.parameters = graph.params();
  }

  private static Adaptation adaptation(ComputationGraph graph) {
    return ((LlamaLayer) graph.getLayer(LlamaGraph.EMBEDDING).getConfig()).adaptation();
  }

  private static List<ParameterSpan> layout(LlamaConfig config, Adaptation adaptation) {
    return adaptation == null ? config.parameterLayout() : adaptation.lora().layout(config);
  }

  /**
   * A new model: matrices from N(0, initializer_range), norms 1.
   *
   * @param type FLOAT or DOUBLE
   * @param seed the same seed gives the same weights
   */
  public static LlamaModel create(LlamaConfig config, DataType type, long seed) {
    LlamaModel model = uninitialized(config, type, LlamaGraph.Training.none());
    model
        .parametersByName()
        .forEach(
            (name, parameter) -> {
              if (parameter.rank() == 1) {
                parameter.assign(1);
              } else {
                fill(parameter, seed, name, r -> r.nextGaussian() * config.initializerRange());
              }
            });
    return model;
  }

  private static void fill(
      INDArray parameter, long seed, String name, ToDoubleFunction<Random> draw) {
    double[] values = new double[Math.toIntExact(parameter.length())];
    Random random = new Random(seed * 31 + name.hashCode());
    for (int i = 0; i < values.length; i++) {
      values[i] = draw.applyAsDouble(random);
    }
    parameter.assign(Nd4j.createFromArray(values).reshape(parameter.shape()));
  }

  /** A model whose weights are zero until they are set, with its way of training. */
  public static LlamaModel uninitialized(
      LlamaConfig config, DataType type, LlamaGraph.Training training) {
    return uninitialized(config, type, training, null);
  }

  /**
   * Adapters of a model: its parameters are those of LoRA alone, all other weights are frozen. A is
   * uniform in ±1 / sqrt(in), B is zero, modules that are trained whole begin with their frozen
   * weights.
   *
   * @param config of the model
   * @param type FLOAT or DOUBLE
   */
  public static LlamaModel adapt(LlamaConfig config, DataType type, Adaptation adaptation) {
    LoraConfig lora = adaptation.lora().forModel(config);
    FrozenWeights base = adaptation.base();
    LlamaModel model =
        uninitialized(
            config,
            type,
            LlamaGraph.Training.none(),
            new Adaptation(lora, base, adaptation.precision()));
    Map<String, INDArray> parameters = model.parametersByName();
    for (ParameterSpan weight : config.parameterLayout()) {
      List<ParameterSpan> trained = lora.trained(weight);
      if (trained.contains(weight)) {
        parameters.get(weight.name()).assign(base.rows(List.of(weight.name()), type));
      } else if (!trained.isEmpty()) {
        String down = trained.get(0).name();
        double bound = 1 / Math.sqrt(weight.shape().get(1));
        fill(parameters.get(down), lora.seed(), down, r -> bound * (2 * r.nextDouble() - 1));
      }
    }
    return model;
  }

  private static LlamaModel uninitialized(
      LlamaConfig config, DataType type, LlamaGraph.Training training, Adaptation adaptation) {
    NativeBackend.require();
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "A model computes in FLOAT or DOUBLE, not in " + type + ".");
    }
    List<ParameterSpan> layout = layout(config, adaptation);
    long parameters = layout.get(layout.size() - 1).end();
    if (parameters > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The model has "
              + parameters
              + " parameters; Deeplearning4j holds at most 2147483647: train LoRA adapters"
              + " instead.");
    }
    ComputationGraph graph =
        new ComputationGraph(LlamaGraph.configuration(config, type, training, adaptation));
    graph.init(Nd4j.create(type, 1, parameters), false);
    return new LlamaModel(config, graph);
  }

  /** A model around a graph that was made by {@link LlamaGraph}, for instance read from disk. */
  public static LlamaModel of(ComputationGraph graph) {
    LlamaLayer embedding = (LlamaLayer) graph.getLayer(LlamaGraph.EMBEDDING).getConfig();
    return new LlamaModel(embedding.config(), graph);
  }

  /** The same weights, copied, in a model with another way of training. */
  public LlamaModel copy(LlamaGraph.Training training) {
    LlamaModel copy = uninitialized(config, dataType(), training, adaptation(graph));
    copy.parameters.assign(parameters);
    return copy;
  }

  /**
   * From now on backward passes compute the activations of a block again instead of keeping them:
   * much less memory, a quarter more time, the same gradients. Copies and networks made of the
   * graph's configuration do so, too.
   */
  public void recomputeActivations() {
    blocks().forEach(DecoderBlock::recompute);
  }

  /** Whether backward passes compute activations again. */
  public boolean recomputesActivations() {
    return blocks().allMatch(DecoderBlock::recomputes);
  }

  private Stream<DecoderBlock> blocks() {
    return IntStream.range(0, config.layers())
        .mapToObj(layer -> (DecoderBlock) graph.getLayer(LlamaGraph.block(layer)).getConfig());
  }

  /** The configuration. */
  public LlamaConfig config() {
    return config;
  }

  /** What there is of adapters; empty if all weights are parameters. */
  public Optional<Adaptation> adaptation() {
    return Optional.ofNullable(adaptation(graph));
  }

  /** What lies in the flat vectors, without gaps. */
  public List<ParameterSpan> layout() {
    return layout;
  }

  /** The graph of Deeplearning4j. */
  public ComputationGraph graph() {
    return graph;
  }

  /** FLOAT or DOUBLE. */
  public DataType dataType() {
    return parameters.dataType();
  }

  /** The flat parameter vector [parameters]; what is written to it is the model. */
  public INDArray parameters() {
    return parameters;
  }

  /**
   * Where the rows of the vocabulary from one on lie in the flat vector: those of the embedding
   * and, unless it is tied, of the head. They are the new ones of a model that was grown.
   */
  public List<ParameterSpan> vocabularyRows(int first) {
    return layout().stream()
        .filter(
            span ->
                span.name().equals(LlamaConfig.EMBEDDING) || span.name().equals(LlamaConfig.HEAD))
        .map(
            span ->
                new ParameterSpan(
                    span.name(),
                    span.offset() + first * span.shape().get(1),
                    List.of(span.shape().get(0) - first, span.shape().get(1))))
        .toList();
  }

  /** The flat gradient vector [parameters], allocated at the first call. */
  public INDArray gradients() {
    if (graph.getFlattenedGradients() == null) {
      graph.initGradientsView();
    }
    INDArray gradients = graph.getFlattenedGradients();
    return gradients.reshape(gradients.length());
  }

  /** Views into the flat parameter vector by Hugging Face name, in its order. */
  public Map<String, INDArray> parametersByName() {
    return views(parameters);
  }

  /** Views into the flat gradient vector by Hugging Face name, in its order. */
  public Map<String, INDArray> gradientsByName() {
    return views(gradients());
  }

  /** Mean loss per labelled token, no document boundaries inside the rows. */
  public double loss(int[][] ids, int[][] labels) {
    return loss(Batch.of(ids, labels)).mean();
  }

  /** Loss of a batch, without gradients. */
  public TokenLoss loss(Batch batch) {
    INDArray hidden = hidden(batch.ids(), batch.documentStarts());
    Targets targets = Targets.of(TokenArrays.of(batch.labels()));
    double sum = 0;
    for (double p : head().logProbabilities(hidden, targets.rows(), targets.ids())) {
      sum -= p;
    }
    return new TokenLoss(sum, targets.count());
  }

  /** log p of each token given its prefix, in nats; the first token has none and gets NaN. */
  public double[] tokenLogProbabilities(int[] ids) {
    return tokenLogProbabilities(new int[][] {ids})[0];
  }

  /** The same for many sequences of any lengths, several at once. */
  public double[][] tokenLogProbabilities(int[][] sequences) {
    return new SequenceScorer(this, TOKENS_AT_ONCE).logProbabilities(sequences);
  }

  /** Logits [vocabulary] after the last of these tokens. */
  public float[] logits(int[] ids) {
    return head().logits(hidden(new int[][] {ids}, null), ids.length - 1);
  }

  /** Logits of every position, [rows, time, vocabulary]. */
  public INDArray logits(int[][] ids, int[][] documentStarts) {
    return graph
        .output(
            false,
            new INDArray[] {TokenArrays.of(ids)},
            documentStarts == null ? null : new INDArray[] {TokenArrays.of(documentStarts)})[0];
  }

  /**
   * Forward and backward pass of the summed loss of a batch: {@link #gradients()} is overwritten by
   * its gradient.
   */
  public TokenLoss sumGradients(Batch batch) {
    return sumGradients(batch, 0);
  }

  /**
   * The same.
   *
   * @param pass its number among the passes of a training, from which dropout is drawn
   */
  public TokenLoss sumGradients(Batch batch, int pass) {
    gradients();
    graph.getConfiguration().setIterationCount(pass);
    LanguageModelHeadLayer head = head();
    head.sumGradients(true);
    try {
      graph.setInputs(TokenArrays.of(batch.ids()));
      graph.setLabels(TokenArrays.of(batch.labels()));
      graph.setLayerMaskArrays(
          batch.documentStarts() == null
              ? null
              : new INDArray[] {TokenArrays.of(batch.documentStarts())},
          null);
      graph.computeGradientAndScore();
      return head.loss();
    } finally {
      head.sumGradients(false);
      graph.clearLayerMaskArrays();
    }
  }

  /**
   * The same model with more vocabulary rows.
   *
   * @param vocabSize rows of the result, at least as many as now
   * @param oldPieces for each new row the ids of the old pieces that its text was made of; used by
   *     {@link NewRows#MEAN}
   * @param kind how new rows of embedding and head start
   */
  public LlamaModel grow(int vocabSize, int[][] oldPieces, NewRows kind, long seed) {
    return VocabularyGrowth.grow(this, vocabSize, oldPieces, kind, seed);
  }

  /** Hidden states of the last block, [rows * time, hidden]. */
  INDArray hidden(int[][] ids, int[][] documentStarts) {
    INDArray hidden =
        graph
            .output(
                List.of(LlamaGraph.block(config.layers() - 1)),
                false,
                new INDArray[] {TokenArrays.of(ids)},
                documentStarts == null ? null : new INDArray[] {TokenArrays.of(documentStarts)})[0];
    return hidden.reshape('c', (long) ids.length * ids[0].length, config.hiddenSize());
  }

  TokenEmbeddingLayer embedding() {
    return (TokenEmbeddingLayer) graph.getLayer(LlamaGraph.EMBEDDING);
  }

  DecoderBlockLayer block(int layer) {
    return (DecoderBlockLayer) graph.getLayer(LlamaGraph.block(layer));
  }

  LanguageModelHeadLayer head() {
    return (LanguageModelHeadLayer) graph.getLayer(LlamaGraph.HEAD);
  }

  private Map<String, INDArray> views(INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    for (ParameterSpan span : layout) {
      views.put(
          span.name(),
          flat.get(NDArrayIndex.interval(span.offset(), span.end()))
              .reshape('c', span.dimensions()));
    }
    return Collections.unmodifiableMap(views);
  }
}
