package dev.glossa.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts a layer's part of the flat vectors into row-major views of its parameters. */
final class FlatParameters implements ParamInitializer {
  static final FlatParameters INSTANCE = new FlatParameters();

  private FlatParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes(layer).values().stream().mapToLong(FlatParameters::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.copyOf(shapes(layer).keySet());
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return true;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
    Map<String, INDArray> views = views(conf, parameters);
    views.keySet().forEach(conf::addVariable);
    if (initialize) {
      double deviation = ((LlamaLayer) conf.getLayer()).config().initializerRange();
      for (INDArray view : views.values()) {
        if (view.rank() == 1) {
          view.assign(1);
        } else {
          view.assign(Nd4j.randn(view.dataType(), view.shape()).muli(deviation));
        }
      }
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    return views(conf, gradients);
  }

  private static Map<String, INDArray> views(NeuralNetConfiguration conf, INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, long[]> parameter : shapes(conf.getLayer()).entrySet()) {
      long end = offset + length(parameter.getValue());
      INDArray view = flat.get(NDArrayIndex.interval(offset, end));
      views.put(parameter.getKey(), view.reshape('c', parameter.getValue()));
      offset = end;
    }
    return views;
  }

  private static Map<String, long[]> shapes(Layer layer) {
    return ((LlamaLayer) layer).parameterShapes();
  }

  private static long length(long[] shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }
}
