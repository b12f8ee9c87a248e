package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.MmluSubject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * MMLU (Hendrycks et al. 2021): the option whose letter is likeliest after the prompt. Accuracy per
 * subject, and over all questions of the official groups and of the whole (micro averages).
 */
final class MmluTask implements Task {
  static final String NAME = "mmlu";

  /** The official code's limit of a prompt, in GPT-2's tokens. */
  static final int MAX_TOKENS = 2048;

  /** The official code asks for so many tokens. */
  private static final int BEST_TOKENS = 100;

  private static final List<String> LETTERS = List.of(" A", " B", " C", " D");
  private static final String SPLIT = "test";
  private static final int SHOTS = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Rules.Choice> choices() {
    return Set.of(Rules.Choice.SPLIT, Rules.Choice.SHOTS);
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Path path = new Path(data);
    MmluFolder folder =
        new MmluFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    Rules rules = scoring.rules();
    ChoiceData read = ChoiceData.read(folder, data, rules.splitOr(SPLIT), rules.shotsOr(SHOTS));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SortedMap<String, List<ChoiceQuestion>>> examples = context.broadcast(read.shots());
    Mode mode = rules.mode();
    if (scoring.hasWeights()) {
      return scoring.weigh(
          spark,
          NAME,
          read.items(),
          (item, model, tokenizer) -> {
            int begin = scoring.begin(tokenizer);
            MmluPrompt prompt =
                prompt(
                    item,
                    examples.value().get(item.subject()),
                    mode,
                    text ->
                        OptionScores.encode(tokenizer, begin, text).length
                            <= model.contextLength());
            return new ItemBatch.Question(
                Weighing.following(tokenizer, begin, prompt.text(), LETTERS, among(mode)),
                scores -> entry(item, prompt, mode, scores).row());
          });
    }
    return scoring.ask(
        spark,
        NAME,
        read.items(),
        (item, answerer) -> {
          MmluPrompt prompt =
              prompt(item, examples.value().get(item.subject()), mode, answerer::fits);
          try {
            Answerer.Next next = answerer.nextLogProbabilities(prompt.text(), LETTERS, among(mode));
            return entry(item, prompt, mode, next.logProbabilities()).told(next).row();
          } catch (UnansweredException e) {
            return ItemTable.unanswered(NAME, item, prompt.text(), prompt.shots(), e.getMessage());
          }
        });
  }

  private static MmluPrompt prompt(
      ChoiceItem item, List<ChoiceQuestion> shots, Mode mode, Predicate<String> fits)
      throws UnansweredException {
    return MmluPrompt.of(
            mode,
            item.subject(),
            shots,
            shots.size(),
            item.question(),
            text ->
                (mode != Mode.OFFICIAL || OpenAiTokens.GPT2.count(text) <= MAX_TOKENS)
                    && fits.test(text))
        .orElseThrow(
            () ->
                new UnansweredException(
                    "The question alone is longer than "
                        + MAX_TOKENS
                        + " of GPT-2's tokens, or than the model's context."));
  }

  private static int among(Mode mode) {
    return mode == Mode.OFFICIAL ? BEST_TOKENS : Integer.MAX_VALUE;
  }

  private static ItemTable.Entry entry(
      ChoiceItem item, MmluPrompt prompt, Mode mode, double[] scores) {
    double least = mode == Mode.OFFICIAL ? OptionScores.ABSENT : Double.NEGATIVE_INFINITY;
    return ItemTable.question(
        NAME,
        item,
        prompt.text(),
        prompt.shots(),
        Arrays.stream(scores).map(score -> Math.max(score, least)).toArray());
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    Rules rules = scoring.rules();
    return Map.of("split", rules.splitOr(SPLIT), "shots", rules.shotsOr(SHOTS));
  }

  @Override
  public Results results(Iterator<Row> items) {
    Accuracies accuracies = new Accuracies(items);
    pool(accuracies, "", MmluSubject::category);
    // a subject is called philosophy, too
    pool(accuracies, "subcategory ", MmluSubject::subcategory);
    return accuracies.results(accuracies.pooled());
  }

  private static void pool(
      Accuracies accuracies, String prefix, Function<MmluSubject, String> group) {
    MmluSubject.ALL.stream()
        .collect(
            Collectors.groupingBy(group, Collectors.mapping(MmluSubject::key, Collectors.toSet())))
        .forEach((name, members) -> accuracies.pooled(prefix + name, members::contains));
  }
}
