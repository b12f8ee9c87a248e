package dev.glossa.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A LLaMA model as the configuration of a {@code ComputationGraph}: ids → embedding → block0 … →
 * head. Document starts travel as the features mask.
 */
public final class LlamaGraph {
  static final String INPUT = "ids";
  static final String EMBEDDING = "embedding";
  static final String HEAD = "head";

  private LlamaGraph() {}

  /**
   * How Deeplearning4j itself trains the graph ({@code fit}). A {@code TrainingStep} needs none of
   * it but {@code recomputeActivations}.
   *
   * @param updater the rule of a step
   * @param weightDecay decoupled decay, on the matrices of the blocks and an untied head
   * @param recomputeActivations whether backward passes compute activations again, to save memory
   */
  public record Training(IUpdater updater, double weightDecay, boolean recomputeActivations) {
    /** {@code fit} would change nothing; activations are kept. */
    public static Training none() {
      return new Training(new Sgd(0.0), 0, false);
    }
  }

  /**
   * The configuration, ready to be given to a graph or to dl4j-spark.
   *
   * @param adaptation what to train instead of the model's own weights; null: those
   */
  static ComputationGraphConfiguration configuration(
      LlamaConfig config, DataType type, Training training, Adaptation adaptation) {
    NeuralNetConfiguration.Builder global =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .updater(training.updater())
            // The head divides by the labelled tokens; Deeplearning4j would divide by rows.
            .miniBatch(false)
            // Both the same: otherwise the thread's workspaces are left broken.
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
    GraphBuilder graph = global.graphBuilder().addInputs(INPUT);
    graph.addLayer(EMBEDDING, new TokenEmbedding(config, adaptation), INPUT);
    String last = EMBEDDING;
    for (int layer = 0; layer < config.layers(); layer++) {
      graph.addLayer(
          block(layer),
          new DecoderBlock(
              config, layer, training.weightDecay(), training.recomputeActivations(), adaptation),
          last);
      last = block(layer);
    }
    LanguageModelHead head = new LanguageModelHead(config, training.weightDecay(), adaptation);
    if (config.tiedEmbeddings()) {
      head.setLayerName(HEAD);
      NeuralNetConfiguration layer = global.clone().layer(head).build();
      graph.addVertex(HEAD, new TiedHeadVertex(layer, EMBEDDING), last);
    } else {
      graph.addLayer(HEAD, head, last);
    }
    return graph.setOutputs(HEAD).build();
  }

  static String block(int layer) {
    return "block" + layer;
  }
}
