package dev.glossa.distributed;

import dev.glossa.distributed.TensorFile.Tensor;
import dev.glossa.model.LlamaGraph;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.ParameterSpan;
import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.AdamWUpdater;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model as the trainer takes it.
 *
 * @param network initialized, on the driver
 * @param layout the names and shapes of what lies in its flat parameters, without gaps
 * @param replicas puts an optimizer beside it
 * @param batches turns rows into its inputs and labels
 * @param fitting makes the network that parameter averaging needs
 * @param base the checksum of the frozen weights below what is trained; empty if there are none
 */
public record TrainableModel(
    ComputationGraph network,
    List<ParameterSpan> layout,
    ReplicaFactory replicas,
    BatchEncoder batches,
    FittingNetwork fitting,
    Optional<String> base) {

  /** A LLaMA model with AdamW. */
  public static TrainableModel of(LlamaModel model, AdamW.Settings settings) {
    return of(model, settings, null);
  }

  /**
   * The same with a first stage, which parameter averaging does not know.
   *
   * @param first null: all parameters learn from the beginning
   */
  public static TrainableModel of(LlamaModel model, AdamW.Settings settings, FirstStage first) {
    return new TrainableModel(
        model.graph(),
        model.layout(),
        network -> new LlamaReplica(LlamaModel.of(network), settings, first),
        LlamaReplica::encode,
        schedule ->
            model
                .copy(
                    new LlamaGraph.Training(
                        new AdamWUpdater(settings, schedule),
                        settings.weightDecay(),
                        model.recomputesActivations()))
                .graph(),
        model.adaptation().map(adaptation -> adaptation.base().checksum()));
  }

  INDArray parameters() {
    return RoundTrainingMaster.flat(network.params());
  }

  List<Tensor> tensors() {
    INDArray flat = parameters();
    return layout.stream()
        .map(span -> new Tensor(span.name(), span.shape(), flat, span.offset()))
        .toList();
  }
}
