package dev.glossa.evaluate;

import dev.glossa.inference.LanguageModel;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A task of one's own: a folder with {@code task.conf} ({@link OwnTaskDefinition}), {@code
 * test.jsonl}, and {@code dev.jsonl} for its examples. A choice is scored as lm-evaluation-harness
 * does: acc by the options' log-likelihoods, acc_norm by those per character. Without a task.conf
 * of the task's name below the data, the data themselves are the folder.
 */
final class OwnTask implements Task {
  private static final String QUESTIONS = "test.jsonl";
  private static final String EXAMPLES = "dev.jsonl";

  private final String name;
  private OwnTaskDefinition read;

  private OwnTask(String name) {
    this.name = name;
  }

  /** The task of this name, if its folder is there. */
  static Optional<OwnTask> find(String name, String data) {
    try {
      FileSystem fileSystem = new Path(data).getFileSystem(HadoopConfigurations.of(null));
      for (Path folder : List.of(new Path(data, name), new Path(data))) {
        if (fileSystem.exists(new Path(folder, OwnTaskDefinition.FILE))) {
          return Optional.of(new OwnTask(name));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw GlossaException.usage("The data '%s' cannot be read: %s", data, e.getMessage());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Rules.Choice> choices() {
    return Set.of(Rules.Choice.SHOTS);
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Path folder = new Path(data);
    FileSystem fileSystem = folder.getFileSystem(spark.sessionState().newHadoopConf());
    BenchmarkFile conf = BenchmarkFile.read(fileSystem, new Path(folder, OwnTaskDefinition.FILE));
    OwnTaskDefinition definition =
        OwnTaskDefinition.parse(
            folder + "/" + conf.name(), new String(conf.bytes(), StandardCharsets.UTF_8));
    read = definition;
    int shots = scoring.rules().shotsOr(definition.shots());
    String before = definition.header() + examples(fileSystem, folder, definition, shots);
    List<OwnItem> items = items(fileSystem, new Path(folder, QUESTIONS), definition);
    String task = name;
    boolean chooses = definition.kind() == OwnTaskDefinition.Kind.CHOICE;
    if (chooses && !scoring.hasWeights()) {
      throw GlossaException.usage(
          "The options of '%s' are weighed as whole texts, whose probabilities a server does not"
              + " give: name a model folder, or write 'kind = generation' in its %s.",
          name, OwnTaskDefinition.FILE);
    }
    return chooses
        ? scoring.weigh(
            spark,
            task,
            items,
            (item, model, tokenizer) ->
                choose(task, item, before, shots, definition, model, tokenizer, scoring))
        : scoring.answer(
            spark,
            task,
            items,
            (item, answerer) -> ask(task, item, before, shots, definition, scoring.rules()));
  }

  private String examples(
      FileSystem fileSystem, Path folder, OwnTaskDefinition definition, int shots)
      throws IOException {
    if (shots == 0) {
      return "";
    }
    List<OwnItem> examples = items(fileSystem, new Path(folder, EXAMPLES), definition);
    if (examples.size() < shots) {
      throw GlossaException.usage(
          "'%s' has fewer than %d lines in %s: add them, or take --shots 0.",
          folder, shots, EXAMPLES);
    }
    StringBuilder text = new StringBuilder();
    examples.subList(0, shots).forEach(example -> text.append(example.example(definition)));
    return text.toString();
  }

  private List<OwnItem> items(FileSystem fileSystem, Path file, OwnTaskDefinition definition)
      throws IOException {
    if (!fileSystem.exists(file)) {
      throw GlossaException.usage("The task '%s' has no '%s'.", name, file);
    }
    List<OwnItem> items = new ArrayList<>();
    UniqueIds ids = new UniqueIds();
    for (BenchmarkFile.Line line : BenchmarkFile.read(fileSystem, file).lines()) {
      OwnItem item = OwnItem.of(name, definition, line, items.size());
      ids.add(line, item);
      items.add(item);
    }
    return items;
  }

  private static ItemBatch.Question choose(
      String task,
      OwnItem item,
      String before,
      int shots,
      OwnTaskDefinition definition,
      LanguageModel model,
      Tokenizer tokenizer,
      Scoring scoring)
      throws UnansweredException {
    String prompt = before + item.asked();
    Weighing texts =
        OptionTexts.weighing(
            tokenizer,
            scoring.begin(tokenizer),
            prompt,
            item.options().stream().map(option -> definition.delimiter() + option).toList());
    if (texts.longest() > model.contextLength() + 1) {
      throw UnansweredException.tooLong(model.contextLength());
    }
    return new ItemBatch.Question(
        texts, scores -> row(ItemTable.of(task, item).prompt(prompt, shots), item, scores));
  }

  private static Row row(ItemTable.Entry entry, OwnItem item, double[] scores) {
    String chosen = item.options().get(OptionTexts.largest(scores));
    String normalised =
        item.options().get(OptionTexts.largest(OptionTexts.perCharacter(scores, item.options())));
    return entry
        .logLikelihoods(scores)
        .judged(chosen, item.gold(), chosen.equals(item.gold()))
        .correctPerCharacter(normalised.equals(item.gold()))
        .row();
  }

  private static WordQuestion ask(
      String task,
      OwnItem item,
      String before,
      int shots,
      OwnTaskDefinition definition,
      Rules rules) {
    String prompt = before + item.asked();
    return new WordQuestion(
        new Answerer.Text(
            prompt,
            rules.limits(definition.maxNewTokens(), definition.stop().toArray(String[]::new))),
        answer -> row(ItemTable.of(task, item).prompt(prompt, shots), item, definition, answer));
  }

  private static Row row(
      ItemTable.Entry entry, OwnItem item, OwnTaskDefinition definition, Answer answer) {
    String said = plain(answer.text());
    boolean right =
        item.answers().stream()
            .map(OwnTask::plain)
            .anyMatch(
                gold ->
                    definition.metric() == OwnTaskDefinition.Match.EXACT
                        ? said.equals(gold)
                        : said.contains(gold));
    return entry.answer(answer).judged(answer.text().strip(), item.gold(), right).row();
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    Rules rules = scoring.rules();
    int shots = rules.shotsOr(read.shots());
    return read.kind() == OwnTaskDefinition.Kind.CHOICE
        ? Map.of("shots", shots)
        : Map.of("shots", shots, "max-new-tokens", rules.newTokensOr(read.maxNewTokens()));
  }

  @Override
  public Results results(Iterator<Row> items) {
    List<Row> rows = new ArrayList<>();
    items.forEachRemaining(rows::add);
    Accuracies accuracies = new Accuracies(rows.iterator());
    Results results = accuracies.results(accuracies.pooled());
    if (rows.stream().anyMatch(row -> row.getAs("correct_per_character") != null)) {
      long right =
          rows.stream()
              .filter(row -> Boolean.TRUE.equals(row.getAs("correct_per_character")))
              .count();
      results.metrics().put("acc_norm", Metric.share(right, rows.size()));
    }
    return results;
  }
}
