package dev.glossa.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.model.LlamaModel;
import dev.glossa.pack.BlockTable;
import dev.glossa.pack.PackJob;
import dev.glossa.pretrain.BlockCorpus;
import dev.glossa.pretrain.ModelFolder;
import dev.glossa.pretrain.ModelTraining;
import dev.glossa.pretrain.TrainingOptions;
import dev.glossa.pretrain.TrainingResult;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tune.InstructionData.Example;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains a model on instructions.
 *
 * <ol>
 *   <li>Writes each conversation by the template; what is learned is what the assistant says, with
 *       its end token. Lines of no known kind go to rejects.jsonl.
 *   <li>Packs whole conversations into rows; attention stays inside each.
 *   <li>Trains as {@code pretrain} does, all weights or LoRA adapters ({@code adapter}, in PEFT's
 *       format), and writes the template into the tokenizer_config.json beside them.
 *   <li>On request adds the adapters to the model, and writes it whole ({@code model}).
 * </ol>
 */
public final class TuneJob extends Job<TuneResult> {

  private static final int REJECTS_SHOWN = 1000;
  private static final int TEXT_SHOWN = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TuneSettings settings;

  public TuneJob(TuneSettings settings) {
    super(TuneResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "tune";
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
    inputs.addAll(settings.data());
    return inputs;
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  public List<String> plan() {
    return List.of(
        "%s epochs over %s from the model %s, by %s, %s"
            .formatted(
                settings.epochs(),
                settings.data(),
                settings.model(),
                settings.training().method(),
                settings.adapters().any()
                    ? "adapters of rank " + settings.adapters().lora()
                    : "all weights"));
  }

  @Override
  protected TuneResult execute(SparkSession spark, JobContext context) throws IOException {
    settings.training().plan(1);
    ChatTemplate template = ChatTemplate.read(settings.template());
    LlamaModel model =
        settings.adapters().any()
            ? ModelFolder.adapt(
                settings.model(),
                settings.adapters().config(settings.training().seed()),
                context.hadoop())
            : ModelFolder.load(settings.model(), context.hadoop());
    int length = Math.min(settings.length(), model.config().maxPositions());
    TokenizerFiles tokenizer =
        TokenizerFiles.read(settings.model(), "sentencepiece", context.hadoop());
    template.endId(tokenizer.tokenizer());

    JavaRDD<Example> examples =
        InstructionData.read(spark, settings.data(), context.hadoop(), template, tokenizer, length)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long conversations = examples.filter(example -> example.document() != null).count();
      long cut = examples.filter(example -> example.wasCut() && example.reason() == null).count();
      long rejected = writeRejects(examples, context);
      if (conversations == 0) {
        throw GlossaException.badInput(
            "There is no conversation to learn from in %s: %d lines were rejected.",
            settings.data(), rejected);
      }
      BlockCorpus corpus =
          BlockCorpus.of(
              "instructions",
              1,
              BlockTable.pack(
                  spark,
                  examples.filter(example -> example.document() != null).map(Example::document),
                  length,
                  PackJob.paddingId(tokenizer.tokenizer())));
      TokenizerFiles chatTokenizer = withChatTemplate(tokenizer, template);
      ModelTraining job = new ModelTraining(name(), settings.training(), context);
      TrainingResult training =
          job.run(
              spark,
              steps(corpus.corpus().size()),
              null,
              model,
              chatTokenizer,
              List.of(corpus),
              card());
      if (settings.adapters().merge()) {
        job.merge(settings.model(), chatTokenizer, card());
      }
      context.count("conversations", conversations);
      context.count("rejected", rejected);
      return new TuneResult(conversations, rejected, cut, corpus.corpus().size(), training);
    } finally {
      examples.unpersist();
    }
  }

  private long steps(long rows) {
    TrainingOptions training = settings.training();
    long rowsPerStep =
        (long) training.workers() * training.batchSize() * training.gradientAccumulation();
    return Math.max(1, (long) Math.ceil(settings.epochs() * rows / rowsPerStep));
  }

  private static long writeRejects(JavaRDD<Example> examples, JobContext context)
      throws IOException {
    JavaRDD<Example> rejects = examples.filter(example -> example.reason() != null);
    long count = rejects.count();
    if (count > 0) {
      try (OutputStream out = context.fileSystem().create(context.path("rejects.jsonl"), true)) {
        for (Example reject : rejects.take(REJECTS_SHOWN)) {
          ObjectNode line = JSON.createObjectNode();
          line.put("reason", reject.reason());
          line.put(
              "line", reject.line().substring(0, Math.min(TEXT_SHOWN, reject.line().length())));
          out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return count;
  }

  private static TokenizerFiles withChatTemplate(TokenizerFiles files, ChatTemplate template)
      throws IOException {
    Tokenizer tokenizer = files.tokenizer();
    ObjectNode config =
        files.file(TokenizerFiles.CONFIG) == null
            ? JSON.createObjectNode()
            : (ObjectNode) JSON.readTree(files.file(TokenizerFiles.CONFIG));
    if (!config.has("bos_token") && tokenizer.bosId() >= 0) {
      config.put("bos_token", tokenizer.piece(tokenizer.bosId()));
    }
    if (!config.has("eos_token") && tokenizer.eosId() >= 0) {
      config.put("eos_token", tokenizer.piece(tokenizer.eosId()));
    }
    config.put("chat_template", template.jinja());
    // a file of its own would count before the one in the configuration
    TokenizerFiles others = files.without(TokenizerFiles.CHAT_TEMPLATE);
    return others.with(
        TokenizerFiles.CONFIG, (config.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private List<String> card() {
    return List.of(
        "Tuned from %s".formatted(settings.model()),
        "on %s".formatted(String.join(", ", settings.data())),
        "for %s epochs with the template '%s'.".formatted(settings.epochs(), settings.template()));
  }
}
