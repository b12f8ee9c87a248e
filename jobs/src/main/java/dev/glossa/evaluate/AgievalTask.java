package dev.glossa.evaluate;

import dev.glossa.benchmark.AgievalAnswer;
import dev.glossa.benchmark.AgievalDataset;
import dev.glossa.benchmark.AgievalPrompt;
import dev.glossa.benchmark.AgievalSetting;
import dev.glossa.benchmark.AgievalShots;
import dev.glossa.benchmark.AgievalTotals;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * AGIEval v1 (Zhong et al. 2023): questions of exams, answered in words. Accuracy per dataset, and
 * the mean of all 21, in which a dataset that was not asked counts as 0.
 */
final class AgievalTask implements Task {
  static final String NAME = "agieval";

  /** The official limit of a text that is continued, and where that ends. */
  private static final int ANSWER_TOKENS = 2000;

  private static final String END = "<END>";

  private static final ChatMessage SYSTEM =
      new ChatMessage("system", "You are a helpful AI assistant.");

  private enum Setting implements Rules.Setting {
    ZERO_SHOT(AgievalSetting.ZERO_SHOT),
    ZERO_SHOT_COT(AgievalSetting.ZERO_SHOT_COT),
    FEW_SHOT(AgievalSetting.FEW_SHOT),
    FEW_SHOT_COT(AgievalSetting.FEW_SHOT_COT);

    private final AgievalSetting official;

    Setting(AgievalSetting official) {
      this.official = official;
    }

    @Override
    public String key() {
      return official.key();
    }
  }

  /**
   * Examples of a dataset.
   *
   * @param shots the examples
   * @param beginning those of them that a text begins with; null if the first is too long
   */
  private record Examples(AgievalShots shots, AgievalShots.Beginning beginning)
      implements Serializable {
    static Examples of(AgievalShots shots) {
      return new Examples(
          shots, shots.text(AgievalShots.MAX_TOKENS, OpenAiTokens.CL100K::count).orElse(null));
    }

    String prompt(AgievalQuestion question) throws UnansweredException {
      if (beginning == null) {
        throw new UnansweredException(
            "The first example has %d tokens or more, on which the official code fails."
                .formatted(AgievalShots.MAX_TOKENS));
      }
      return shots.prompt(beginning, question.item());
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Rules.Choice> choices() {
    return Set.of(Rules.Choice.SETTING, Rules.Choice.SHOTS);
  }

  @Override
  public void check(Rules rules) {
    rules.requireOfficial(NAME);
    Setting setting = rules.setting(NAME, Setting.values());
    if (!setting.official.hasShots()) {
      rules.requireNoShots(NAME, setting);
    } else if (rules.shotsOr(1) == 0) {
      throw GlossaException.usage(
          "The setting '%s' of '%s' begins with examples: take %s, or at least one by --shots.",
          setting.key(), NAME, AgievalSetting.ZERO_SHOT.key());
    }
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Rules rules = scoring.rules();
    AgievalSetting setting = rules.setting(NAME, Setting.values()).official;
    Path path = new Path(data);
    AgievalFolder folder =
        new AgievalFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    Map<AgievalDataset, Examples> read = new EnumMap<>(AgievalDataset.class);
    if (setting.hasShots()) {
      folder
          .shots(setting, rules.shotsOr(Integer.MAX_VALUE))
          .forEach((dataset, shots) -> read.put(dataset, Examples.of(shots)));
    }
    Broadcast<Map<AgievalDataset, Examples>> examples =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(read);
    return scoring.answer(
        spark,
        NAME,
        folder.read(),
        (question, answerer) ->
            ask(setting, question, examples.value().get(question.dataset()), rules, answerer));
  }

  /**
   * @param examples null for none
   */
  private static WordQuestion ask(
      AgievalSetting setting,
      AgievalQuestion question,
      Examples examples,
      Rules rules,
      Answerer answerer)
      throws UnansweredException {
    ItemTable.Entry entry = ItemTable.of(NAME, question);
    Answerer.Request request;
    if (rules.chats(answerer)) {
      List<ChatMessage> messages = messages(setting, question, examples);
      entry.prompt(messages, (messages.size() - 2) / 2);
      request = new Answerer.Conversation(messages, rules.limits(ANSWER_TOKENS));
    } else if (examples == null) {
      String prompt = prompt(setting, question);
      entry.prompt(prompt, 0);
      request = new Answerer.Text(prompt, rules.limits(ANSWER_TOKENS));
    } else {
      String prompt = examples.prompt(question);
      entry.prompt(prompt, examples.beginning().shots());
      request = new Answerer.Text(prompt, rules.limits(ANSWER_TOKENS, END));
    }
    return new WordQuestion(request, answer -> row(setting, question, entry, answer));
  }

  private static Row row(
      AgievalSetting setting, AgievalQuestion question, ItemTable.Entry entry, Answer answer) {
    List<String> found = AgievalAnswer.in(question.dataset(), setting, answer.text());
    return entry
        .answer(answer)
        .judged(
            found.isEmpty() ? null : String.join("", found),
            question.gold(),
            AgievalAnswer.isRight(question.dataset(), found, question.item()))
        .row();
  }

  private static String prompt(AgievalSetting setting, AgievalQuestion question) {
    return setting == AgievalSetting.ZERO_SHOT
        ? AgievalPrompt.zeroShot(question.dataset(), question.item())
        : AgievalPrompt.chainOfThought(question.dataset(), question.item());
  }

  private static List<ChatMessage> messages(
      AgievalSetting setting, AgievalQuestion question, Examples examples) {
    List<ChatMessage> messages = new ArrayList<>(List.of(SYSTEM));
    if (examples == null) {
      messages.add(new ChatMessage("user", prompt(setting, question)));
    } else {
      messages.addAll(
          examples
              .shots()
              .chat(AgievalShots.MAX_TOKENS, OpenAiTokens.CL100K::count, question.item()));
    }
    return messages;
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    Rules rules = scoring.rules();
    Setting setting = rules.setting(NAME, Setting.values());
    Object most = rules.shots() == null ? "as many as fit" : rules.shots();
    return Map.of(
        "setting",
        setting.key(),
        "shots",
        setting.official.hasShots() ? most : 0,
        "max-new-tokens",
        rules.newTokensOr(ANSWER_TOKENS));
  }

  @Override
  public Results results(Iterator<Row> items) {
    Accuracies accuracies = new Accuracies(items);
    Map<AgievalDataset, Double> datasets = new EnumMap<>(AgievalDataset.class);
    accuracies
        .subjects()
        .forEach(
            (key, tally) -> datasets.put(AgievalDataset.of(key).orElseThrow(), tally.accuracy()));
    return accuracies.results(
        Metric.mean(
            AgievalTotals.average(datasets),
            accuracies.subjects().values(),
            AgievalDataset.values().length));
  }
}
