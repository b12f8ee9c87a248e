package dev.glossa.distributed;

import dev.glossa.model.Batch;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.TokenLoss;
import dev.glossa.optimize.AdamW;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A LLaMA model with AdamW. */
final class LlamaReplica implements Replica {

  private final LlamaModel model;
  private final AdamW optimizer;
  private final INDArray parameters;
  private final FirstStage first;
  private boolean restricted;

  /**
   * @param first null: all parameters learn from the beginning
   */
  LlamaReplica(LlamaModel model, AdamW.Settings settings, FirstStage first) {
    this.model = model;
    this.first = first;
    this.optimizer = new AdamW(settings, model.layout(), model.dataType());
    this.parameters = RoundTrainingMaster.flat(model.parameters());
  }

  /** Ids and labels [rows, time]; where each position's document starts is the features' mask. */
  static MultiDataSet encode(List<TokenBlock> rows) {
    Batch batch =
        Batch.packed(
            rows.stream().map(TokenBlock::ids).toArray(int[][]::new),
            rows.stream().map(TokenBlock::labels).toArray(int[][]::new),
            rows.stream().map(TokenBlock::lengthsWithPadding).toArray(int[][]::new));
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {Nd4j.createFromArray(batch.ids())},
        new INDArray[] {Nd4j.createFromArray(batch.labels())},
        new INDArray[] {Nd4j.createFromArray(batch.documentStarts())},
        null);
  }

  @Override
  public INDArray parameters() {
    return parameters;
  }

  @Override
  public INDArray gradients() {
    return model.gradients();
  }

  @Override
  public BatchLoss backward(MultiDataSet batch, int pass) {
    INDArray ids = batch.getFeatures(0);
    TokenLoss loss =
        model.sumGradients(
            new Batch(
                ids.toIntMatrix(),
                batch.getLabels(0).toIntMatrix(),
                batch.getFeaturesMaskArray(0).toIntMatrix()),
            pass);
    return new BatchLoss(loss.sum(), loss.tokens(), ids.length());
  }

  @Override
  public void restrict(long step) {
    restricted = first != null && first.holds(step);
    if (restricted) {
      first.restrict(model.gradients());
    }
  }

  @Override
  public void step(double learningRate) {
    optimizer.step(
        parameters, model.gradients(), learningRate, restricted ? first.trained() : model.layout());
  }

  @Override
  public Map<String, INDArray> optimizerState() {
    return Map.of("m", optimizer.firstMoment(), "v", optimizer.secondMoment());
  }

  @Override
  public long optimizerSteps() {
    return optimizer.steps();
  }

  @Override
  public void restoreOptimizerSteps(long steps) {
    optimizer.restore(optimizer.firstMoment(), optimizer.secondMoment(), steps);
  }
}
