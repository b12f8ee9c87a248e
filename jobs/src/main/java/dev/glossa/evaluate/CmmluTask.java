package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.CmmluAnswer;
import dev.glossa.benchmark.CmmluPrompt;
import dev.glossa.benchmark.CmmluPrompt.Style;
import dev.glossa.benchmark.CmmluResultsRow;
import dev.glossa.benchmark.CmmluSubject;
import dev.glossa.benchmark.CmmluTotals;
import dev.glossa.benchmark.Tally;
import dev.glossa.benchmark.Verdict;
import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * CMMLU (Li et al. 2023): the letter that is likeliest after the prompt, or the one that an answer
 * in words names. Accuracy per subject, and means of these per category and overall, in which a
 * subject that was not asked counts as 0.
 */
final class CmmluTask implements Task {
  static final String NAME = "cmmlu";

  private static final String SPLIT = "test";
  private static final int SHOTS = 5;

  /** The official limit of a prompt, in the model's own tokens. */
  private static final int MAX_TOKENS = 2048;

  private static final int ANSWER_TOKENS = 512;

  /** How a question is asked. */
  private enum Setting implements Rules.Setting {
    ANSWER("answer"),
    TEXT("text"),
    TEXT_COT("text-cot");

    private final String key;

    Setting(String key) {
      this.key = key;
    }

    @Override
    public String key() {
      return key;
    }
  }

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
    rules.setting(NAME, Setting.values());
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Rules rules = scoring.rules();
    Setting setting = rules.setting(NAME, Setting.values());
    Path path = new Path(data);
    CmmluFolder folder =
        new CmmluFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    ChoiceData read = ChoiceData.read(folder, data, rules.splitOr(SPLIT), rules.shotsOr(SHOTS));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SortedMap<String, List<ChoiceQuestion>>> shots = context.broadcast(read.shots());
    if (setting == Setting.ANSWER && scoring.hasWeights()) {
      return scoring.weigh(
          spark,
          NAME,
          read.items(),
          (item, model, tokenizer) ->
              weigh(item, shots.value().get(item.subject()), model, tokenizer, scoring));
    }
    if (setting == Setting.ANSWER) {
      return scoring.ask(
          spark,
          NAME,
          read.items(),
          (item, answerer) -> {
            List<ChoiceQuestion> examples = shots.value().get(item.subject());
            String prompt = prompt(item, examples, Style.ANSWER);
            return OptionScores.weighNext(NAME, item, prompt, examples.size(), answerer);
          });
    }
    Style style = setting == Setting.TEXT ? Style.ANSWER : Style.THOUGHT;
    return scoring.answer(
        spark,
        NAME,
        read.items(),
        (item, answerer) -> ask(item, shots.value().get(item.subject()), style, rules, answerer));
  }

  private static ItemBatch.Question weigh(
      ChoiceItem item,
      List<ChoiceQuestion> shots,
      LanguageModel model,
      Tokenizer tokenizer,
      Scoring scoring)
      throws UnansweredException {
    int begin = scoring.begin(tokenizer);
    CmmluPrompt prompt =
        CmmluPrompt.of(
            CmmluSubject.of(item.subject()).orElseThrow(),
            shots,
            item.question(),
            Style.ANSWER,
            Math.min(MAX_TOKENS, model.contextLength() - (begin < 0 ? 0 : 1)),
            text -> tokenizer.encode(text).length);
    return OptionScores.firstTokens(
        NAME, item, prompt.text(), prompt.shots().size(), begin, model, tokenizer);
  }

  /** With all examples: whether it is too long only the model can tell. */
  private static String prompt(ChoiceItem item, List<ChoiceQuestion> shots, Style style) {
    CmmluSubject subject = CmmluSubject.of(item.subject()).orElseThrow();
    return CmmluPrompt.of(subject, shots, item.question(), style).text();
  }

  private static WordQuestion ask(
      ChoiceItem item, List<ChoiceQuestion> shots, Style style, Rules rules, Answerer answerer) {
    String prompt = prompt(item, shots, style);
    return new WordQuestion(
        rules.request(prompt, ANSWER_TOKENS, answerer),
        answer -> row(item, ItemTable.of(NAME, item).prompt(prompt, shots.size()), rules, answer));
  }

  private static Row row(ChoiceItem item, ItemTable.Entry entry, Rules rules, Answer answer) {
    CmmluResultsRow written = CmmluResultsRow.of(answer.text());
    Verdict verdict = CmmluAnswer.judge(item.question(), written.response(), rules.randomLetter());
    return entry
        .answer(answer)
        .judged(verdict.extracted(), item.gold(), verdict.right())
        .points(verdict.right() ? 1 : 0, 1 + written.remains())
        .row();
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    Rules rules = scoring.rules();
    Setting setting = rules.setting(NAME, Setting.values());
    Map<String, Object> asked = new TreeMap<>();
    asked.put("setting", setting.key());
    asked.put("split", rules.splitOr(SPLIT));
    asked.put("shots", rules.shotsOr(SHOTS));
    if (setting != Setting.ANSWER) {
      asked.put("max-new-tokens", rules.newTokensOr(ANSWER_TOKENS));
    }
    return asked;
  }

  @Override
  public Results results(Iterator<Row> items) {
    Accuracies accuracies = new Accuracies(items);
    SortedMap<String, Tally> subjects = accuracies.subjects();
    for (String category : CmmluSubject.CATEGORIES) {
      List<String> members =
          CmmluSubject.ALL.stream()
              .filter(subject -> subject.categories().contains(category))
              .map(CmmluSubject::key)
              .toList();
      Collection<Tally> asked = accuracies.of(members::contains);
      accuracies.group(
          category, Metric.mean(CmmluTotals.category(category, subjects), asked, members.size()));
    }
    return accuracies.results(
        Metric.mean(CmmluTotals.overall(subjects), subjects.values(), CmmluSubject.ALL.size()));
  }
}
