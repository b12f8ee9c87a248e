package dev.glossa.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The part of a LLaMA model that is one layer of Deeplearning4j, as configuration: the model's
 * {@code config.json} and what training adds to it.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.NONE,
    getterVisibility = JsonAutoDetect.Visibility.PUBLIC_ONLY)
abstract class LlamaLayer extends BaseLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String llama;
  // Deeplearning4j applies a global weight decay twice (LayerValidation adds it again), so we keep
  // our own.
  @JsonProperty private double decay;

  @JsonProperty private Adaptation adaptation;

  private transient LlamaConfig parsed;
  private transient Map<String, long[]> shapes;

  LlamaLayer() {}

  /**
   * @param adaptation null: all weights are parameters
   */
  LlamaLayer(LlamaConfig config, double weightDecay, Adaptation adaptation) {
    this.llama = config.toJson();
    this.decay = weightDecay;
    this.adaptation = adaptation;
  }

  final LlamaConfig config() {
    if (parsed == null) {
      parsed = LlamaConfig.parse(llama);
    }
    return parsed;
  }

  /** What else there is than the model itself, or null. */
  final Adaptation adaptation() {
    return adaptation;
  }

  /**
   * The layer's weights by key: names in a Hugging Face folder of the tensors that lie one below
   * the other in it, in the order of the flat vector.
   */
  abstract Map<String, List<String>> weights();

  /** The tensors of one weight. */
  final List<ParameterSpan> tensors(String key) {
    List<String> names = weights().get(key);
    return config().parameterLayout().stream().filter(span -> names.contains(span.name())).toList();
  }

  /** Keys and shapes of the parameters in the order of the flat vector. */
  final Map<String, long[]> parameterShapes() {
    if (shapes == null) {
      Map<String, long[]> all = new LinkedHashMap<>();
      for (String key : weights().keySet()) {
        if (adaptation == null) {
          all.put(key, stacked(tensors(key)));
        } else {
          tensors(key).forEach(weight -> putTrained(key, weight, all));
        }
      }
      shapes = all;
    }
    return shapes;
  }

  private void putTrained(String key, ParameterSpan weight, Map<String, long[]> all) {
    for (ParameterSpan trained : adaptation.lora().trained(weight)) {
      all.put(trained.equals(weight) ? key : branchKey(trained), trained.dimensions());
    }
  }

  /** The key of a matrix of a LoRA branch; Deeplearning4j splits names at the last underscore. */
  static String branchKey(ParameterSpan matrix) {
    return matrix.name().replace('_', '-');
  }

  private static long[] stacked(List<ParameterSpan> tensors) {
    long[] shape = tensors.get(0).dimensions();
    shape[0] = tensors.stream().mapToLong(tensor -> tensor.shape().get(0)).sum();
    return shape;
  }

  /**
   * A weight that is no parameter, in the type in which it is kept.
   *
   * @param type of computation
   */
  final INDArray frozen(String key, DataType type) {
    return adaptation.base().rows(weights().get(key), frozenType(key, type));
  }

  /** The type in which a frozen weight is kept; no wider than the type of computation. */
  DataType frozenType(String key, DataType computing) {
    return computing;
  }

  /** The runtime layer. */
  abstract FlatLayer<?> layer(NeuralNetConfiguration conf, DataType type);

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    FlatLayer<?> layer = layer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return FlatParameters.INSTANCE;
  }

  @Override
  public List<Regularization> getRegularizationByParam(String key) {
    return decay == 0 || parameterShapes().get(key).length == 1
        ? List.of()
        : List.of(new WeightDecay(decay, true));
  }

  @Override
  public boolean isPretrainParam(String key) {
    return false;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input;
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // The configuration knows its sizes.
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LlamaLayer that
        && getClass() == that.getClass()
        && super.equals(other)
        && Objects.equals(llama, that.llama)
        && decay == that.decay
        && Objects.equals(adaptation, that.adaptation);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof LlamaLayer;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), llama, decay, adaptation);
  }
}
