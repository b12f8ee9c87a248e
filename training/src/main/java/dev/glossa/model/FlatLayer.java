package dev.glossa.model;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A runtime layer whose parameters and gradients are row-major views into the model's flat vectors.
 *
 * <p>Activations are [batch, time, hidden]; inside a layer they are [batch * time, hidden].
 */
abstract class FlatLayer<C extends LlamaLayer> extends AbstractLayer<C> {
  private static final long serialVersionUID = 1L;

  private transient INDArray parameters;
  private transient Map<String, INDArray> parameterViews = Map.of();
  private transient INDArray gradients;
  private transient Map<String, INDArray> gradientViews = Map.of();
  private final transient Map<String, INDArray> frozen = new HashMap<>();

  FlatLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  final LlamaConfig config() {
    return layerConf().config();
  }

  final Kernels kernels() {
    return Kernels.of(dataType);
  }

  /**
   * A weight, whether it is trained or frozen. One that is kept in 16 bits is valid until this
   * thread asks for the next of them.
   */
  final INDArray parameter(String key) {
    INDArray trained = parameterViews.get(key);
    if (trained != null) {
      return trained;
    }
    INDArray kept = frozen.computeIfAbsent(key, absent -> layerConf().frozen(absent, dataType));
    return kept.dataType() == dataType ? kept : Widening.widen(kept, dataType);
  }

  /**
   * The part of the flat gradient that belongs to a parameter; null before training, and of a
   * frozen weight.
   */
  final INDArray gradientOf(String key) {
    return gradientViews.get(key);
  }

  /** The same for a vector; of a frozen one memory that nobody reads. */
  final INDArray vectorGradientOf(String key, WorkMemory memory) {
    INDArray gradient = gradientOf(key);
    return gradient != null ? gradient : memory.vector(parameter(key).length());
  }

  /** Batch rows and time steps of the input. */
  final int[] batchAndTime() {
    return new int[] {(int) input.size(0), (int) input.size(1)};
  }

  final Gradient allGradients() {
    Gradient all = new DefaultGradient(gradients);
    gradientViews.forEach(all::setGradientFor);
    return all;
  }

  @Override
  public INDArray params() {
    return parameters;
  }

  @Override
  public INDArray getParam(String key) {
    return parameterViews.get(key);
  }

  @Override
  public void setParam(String key, INDArray value) {
    parameterViews.get(key).assign(value);
  }

  @Override
  public void setParams(INDArray values) {
    if (values != parameters) {
      parameters.assign(values.reshape(parameters.shape()));
    }
  }

  @Override
  public void setParamsViewArray(INDArray view) {
    parameters = view;
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    parameterViews = table;
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return parameterViews;
  }

  @Override
  public INDArray getGradientsViewArray() {
    return gradients;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    gradients = view;
    gradientViews = layerConf().initializer().getGradientsFromFlattened(conf(), view);
  }

  @Override
  public Gradient gradient() {
    return allGradients();
  }

  @Override
  public long numParams() {
    return parameters == null ? 0 : parameters.length();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There are none.
  }

  @Override
  public void clear() {
    input = null;
    maskArray = null;
    maskState = null;
  }
}
