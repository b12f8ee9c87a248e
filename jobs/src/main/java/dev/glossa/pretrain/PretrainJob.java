package dev.glossa.pretrain;

import dev.glossa.distributed.FirstStage;
import dev.glossa.distributed.Method;
import dev.glossa.distributed.TokenBlock;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import dev.glossa.job.Inputs.Weighted;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.model.LlamaModel;
import dev.glossa.pack.BlockTable;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a model further on packed blocks, mixed by weights.
 *
 * <ol>
 *   <li>Reads the model and the tables of blocks, and checks that they fit.
 *   <li>Trains across Spark's executors, going on where a killed run left off.
 *   <li>Writes {@code model} (a Hugging Face folder with the tokenizer's files), {@code
 *       checkpoints}, metrics.jsonl and training.html.
 * </ol>
 */
public final class PretrainJob extends Job<TrainingResult> {

  private final PretrainSettings settings;

  public PretrainJob(PretrainSettings settings) {
    super(TrainingResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "pretrain";
  }

  @Override
  protected Record settings() {
    return settings;
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(List.of(settings.model()));
    data(HadoopConfigurations.of(null)).forEach(data -> inputs.add(data.path()));
    return inputs;
  }

  private List<Weighted> data(Configuration hadoop) {
    return settings.data().stream().map(path -> Inputs.weighted(path, hadoop)).toList();
  }

  @Override
  public boolean oneTaskPerExecutor() {
    return true;
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  public List<String> plan() {
    return List.of(
        "%,d steps of %d workers, %d rows each, from the model %s on %s, by %s"
            .formatted(
                settings.steps(),
                settings.training().workers(),
                settings.training().batchSize() * settings.training().gradientAccumulation(),
                settings.model(),
                settings.data(),
                settings.training().method()));
  }

  @Override
  protected TrainingResult execute(SparkSession spark, JobContext context) throws IOException {
    settings.training().plan(settings.steps());
    if (settings.data().isEmpty()) {
      throw GlossaException.usage("There is nothing to train on: name blocks by --data.");
    }
    LlamaModel model = ModelFolder.load(settings.model(), context.hadoop());
    TokenizerFiles tokenizer =
        TokenizerFiles.optional(settings.model(), "sentencepiece", context.hadoop());
    List<BlockCorpus> data = new ArrayList<>();
    for (Weighted corpus : data(context.hadoop())) {
      JavaPairRDD<Long, TokenBlock> blocks = BlockTable.read(spark, corpus.path());
      data.add(BlockCorpus.of(corpus.path(), corpus.weight(), blocks));
    }
    return new ModelTraining(name(), settings.training(), context)
        .run(spark, settings.steps(), firstStage(model, tokenizer), model, tokenizer, data, card());
  }

  private FirstStage firstStage(LlamaModel model, TokenizerFiles tokenizer) {
    if (settings.onlyNewRowsSteps() == 0) {
      return null;
    }
    if (settings.training().plan(settings.steps()).method() == Method.AVERAGING) {
      throw GlossaException.usage(
          "dl4j-spark's parameter averaging cannot train new rows alone (--only-new-rows-steps):"
              + " take --method diloco or synchronous.");
    }
    int first =
        OldPieces.firstNew(tokenizer)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "'%s' has no added_pieces.tsv, so nobody knows which rows are new"
                            + " (--only-new-rows-steps): grow the model for an extended vocabulary"
                            + " by 'glossa init'.",
                        settings.model()));
    if (first >= model.config().vocabSize()) {
      throw GlossaException.usage(
          "The first new piece in added_pieces.tsv of '%s' has the id %d, but the model has %d"
              + " vocabulary rows: grow it by 'glossa init'.",
          settings.model(), first, model.config().vocabSize());
    }
    return new FirstStage(settings.onlyNewRowsSteps(), model.vocabularyRows(first));
  }

  private List<String> card() {
    return List.of(
        "Further pretrained from %s".formatted(settings.model()),
        "on %s".formatted(String.join(", ", settings.data())),
        "for %,d steps of %d workers by %s."
            .formatted(
                settings.steps(), settings.training().workers(), settings.training().method()));
  }
}
