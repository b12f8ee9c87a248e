package dev.glossa.model;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A head whose weight is the embedding's.
 *
 * <p>Its backward pass comes first and overwrites the embedding's gradient, to which the embedding
 * then adds. The wiring happens where the graph is built, so that it survives JSON, clone() and
 * graphs that dl4j-spark builds.
 */
final class TiedHeadVertex extends LayerVertex {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String embedding;

  TiedHeadVertex() {}

  TiedHeadVertex(NeuralNetConfiguration layer, String embedding) {
    super(layer, null);
    this.embedding = embedding;
  }

  @Override
  public GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    GraphVertex vertex = super.instantiate(graph, name, index, parameters, initialize, type);
    ((LanguageModelHeadLayer) vertex.getLayer())
        .tieTo(() -> (TokenEmbeddingLayer) graph.getLayer(embedding));
    return vertex;
  }

  @Override
  public org.deeplearning4j.nn.conf.graph.GraphVertex clone() {
    return new TiedHeadVertex(getLayerConf().clone(), embedding);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TiedHeadVertex that
        && super.equals(other)
        && embedding.equals(that.embedding);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
