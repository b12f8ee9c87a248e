package dev.glossa.pretrain;

import dev.glossa.checkpoint.ModelCard;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.NewRows;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Makes a model folder: new weights for a configuration, or a model whose embedding and head are
 * grown for an extended tokenizer, whose files are copied in.
 */
public final class InitJob extends Job<InitResult> {

  private final InitSettings settings;

  public InitJob(InitSettings settings) {
    super(InitResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "init";
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
    return Stream.of(settings.model(), settings.tokenizer()).filter(path -> path != null).toList();
  }

  @Override
  public boolean needsSpark() {
    return false;
  }

  @Override
  public List<String> plan() {
    return List.of(
        settings.model() == null
            ? "new weights for " + settings.config()
            : "%s with rows for the new pieces of %s"
                .formatted(settings.model(), settings.tokenizer()));
  }

  @Override
  protected InitResult execute(SparkSession spark, JobContext context) throws IOException {
    if ((settings.config() == null) == (settings.model() == null)) {
      throw GlossaException.usage(
          "Give either --config FILE for new weights or --model MODEL to grow one.");
    }
    if (settings.tokenizer() == null) {
      throw GlossaException.usage("A model needs a tokenizer: name it by --tokenizer.");
    }
    TokenizerFiles tokenizer =
        TokenizerFiles.read(settings.tokenizer(), "sentencepiece", context.hadoop());
    context.progress().begin("init", -1, "rows");
    int oldRows = 0;
    LlamaModel model;
    if (settings.model() == null) {
      model =
          LlamaModel.create(
              ModelConfiguration.read(settings.config(), tokenizer.tokenizer(), context.hadoop()),
              DataType.FLOAT,
              settings.seed());
    } else {
      LlamaModel old = ModelFolder.load(settings.model(), context.hadoop());
      oldRows = old.config().vocabSize();
      model = grow(old, tokenizer, context);
    }
    ModelFolder.save(
        context.folder(), context.fileSystem(), model, tokenizer, "float32", card(model));
    InitResult result =
        new InitResult(
            model.config().parameterCount(),
            model.config().vocabSize(),
            model.config().vocabSize() - oldRows);
    context.progress().end("%,d parameters".formatted(result.parameters()));
    return result;
  }

  private LlamaModel grow(LlamaModel old, TokenizerFiles tokenizer, JobContext context) {
    TokenizerFiles own = TokenizerFiles.read(settings.model(), "sentencepiece", context.hadoop());
    OldPieces pieces = new OldPieces(tokenizer, own.tokenizer());
    pieces.requireUnchanged();
    int oldRows = old.config().vocabSize();
    int rows = Math.max(oldRows, tokenizer.tokenizer().vocabularySize());
    return old.grow(rows, pieces.of(oldRows, rows), newRows(), settings.seed());
  }

  private NewRows newRows() {
    for (NewRows kind : NewRows.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(settings.newRows())) {
        return kind;
      }
    }
    throw GlossaException.usage(
        "'%s' is no way to begin new rows (--new-rows): mean, random or zero-noise.",
        settings.newRows());
  }

  private ModelCard card(LlamaModel model) {
    return new ModelCard(
        "A model made by Glossa",
        List.of(
            settings.model() == null
                ? "New weights, not trained."
                : "Grown from %s; rows of new pieces: %s."
                    .formatted(settings.model(), settings.newRows()),
            "%,d parameters, %,d vocabulary rows."
                .formatted(model.config().parameterCount(), model.config().vocabSize())));
  }
}
