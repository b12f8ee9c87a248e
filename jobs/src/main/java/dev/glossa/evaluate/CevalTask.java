package dev.glossa.evaluate;

import dev.glossa.benchmark.CevalPrompt;
import dev.glossa.benchmark.CevalSubject;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.Tally;
import dev.glossa.benchmark.Verdict;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * C-Eval (Huang et al. 2023), with the official evaluators as settings. Accuracy per subject, and
 * means of these per category, over the hard subjects and overall, as the official README asks for;
 * and the accuracy over all questions.
 */
final class CevalTask implements Task {
  static final String NAME = "ceval";

  /** The only part whose answers have always been public. */
  private static final String SPLIT = "val";

  private static final int SHOTS = 5;

  /** The official limit of a chain of thought. */
  private static final int ANSWER_TOKENS = 512;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Rules.Choice> choices() {
    return Set.of(Rules.Choice.values());
  }

  @Override
  public void check(Rules rules) {
    rules.requireOfficial(NAME);
    CevalSetting setting = rules.setting(NAME, CevalSetting.values());
    if (!setting.hasShots()) {
      rules.requireNoShots(NAME, setting);
    }
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Rules rules = scoring.rules();
    CevalSetting setting = rules.setting(NAME, CevalSetting.values());
    Path path = new Path(data);
    CevalFolder folder =
        new CevalFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    ChoiceData read = ChoiceData.read(folder, data, rules.splitOr(SPLIT), shots(setting, rules));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SortedMap<String, List<ChoiceQuestion>>> shots = context.broadcast(read.shots());
    return setting == CevalSetting.ANSWER
        ? weigh(spark, read.items(), shots, scoring)
        : scoring.answer(
            spark,
            NAME,
            read.items(),
            (item, answerer) -> ask(setting, item, shots.value().get(item.subject()), rules));
  }

  private static int shots(CevalSetting setting, Rules rules) {
    return setting.hasShots() ? rules.shotsOr(SHOTS) : 0;
  }

  /** The official evaluator begins every prompt with BOS, whatever the tokenizer's folder says. */
  private static JavaRDD<Row> weigh(
      SparkSession spark,
      List<ChoiceItem> items,
      Broadcast<SortedMap<String, List<ChoiceQuestion>>> shots,
      Scoring scoring) {
    if (!scoring.hasWeights()) {
      return scoring.ask(
          spark,
          NAME,
          items,
          (item, answerer) -> {
            List<ChoiceQuestion> examples = shots.value().get(item.subject());
            String prompt = CevalSetting.ANSWER.text(item, examples);
            return OptionScores.weighNext(NAME, item, prompt, examples.size(), answerer);
          });
    }
    return scoring.weigh(
        spark,
        NAME,
        items,
        (item, model, tokenizer) -> {
          List<ChoiceQuestion> examples = shots.value().get(item.subject());
          String prompt =
              CevalPrompt.text(item.subject(), examples, item.question(), CevalPrompt.Style.ANSWER)
                  .orElseThrow();
          return OptionScores.firstTokens(
              NAME, item, prompt, examples.size(), tokenizer.bosId(), model, tokenizer);
        });
  }

  private static WordQuestion ask(
      CevalSetting setting, ChoiceItem item, List<ChoiceQuestion> shots, Rules rules)
      throws UnansweredException {
    Answerer.Limits limits = rules.limits(ANSWER_TOKENS);
    ItemTable.Entry entry = ItemTable.of(NAME, item);
    if (setting.continuesText()) {
      String prompt = setting.text(item, shots);
      entry.prompt(prompt, shots.size());
      // the official code reads the whole text, the prompt included
      return new WordQuestion(
          new Answerer.Text(prompt, limits),
          answer -> row(setting, item, entry, answer, prompt + answer.text()));
    }
    List<ChatMessage> messages = setting.messages(item, shots);
    entry.prompt(messages, shots.size());
    return new WordQuestion(
        new Answerer.Conversation(messages, limits),
        answer -> row(setting, item, entry, answer, answer.text()));
  }

  private static Row row(
      CevalSetting setting, ChoiceItem item, ItemTable.Entry entry, Answer answer, String judged) {
    Verdict verdict = setting.scoring().judge(item.question(), judged);
    return entry
        .answer(answer)
        .judged(verdict.extracted(), item.gold(), verdict.right())
        .error(verdict.error())
        .row();
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    Rules rules = scoring.rules();
    CevalSetting setting = rules.setting(NAME, CevalSetting.values());
    Map<String, Object> asked = new TreeMap<>();
    asked.put("setting", setting.key());
    asked.put("split", rules.splitOr(SPLIT));
    asked.put("shots", shots(setting, rules));
    if (setting != CevalSetting.ANSWER) {
      asked.put("max-new-tokens", rules.newTokensOr(ANSWER_TOKENS));
    }
    return asked;
  }

  @Override
  public Results results(Iterator<Row> items) {
    Accuracies accuracies = new Accuracies(items);
    CevalSubject.ALL.stream()
        .collect(
            Collectors.groupingBy(
                CevalSubject::category, Collectors.mapping(CevalSubject::key, Collectors.toSet())))
        .forEach((category, members) -> accuracies.averaged(category, members::contains));
    Set<String> hard =
        CevalSubject.ALL.stream()
            .filter(CevalSubject::isHard)
            .map(CevalSubject::key)
            .collect(Collectors.toSet());
    accuracies.averaged("Hard", hard::contains);
    Collection<Tally> all = accuracies.subjects().values();
    Results results = accuracies.results(Metric.mean(Tally.macroAverage(all), all, all.size()));
    results.metrics().put("acc_micro", accuracies.pooled());
    return results;
  }
}
