package dev.glossa.evaluate;

import static org.apache.spark.sql.functions.col;

import dev.glossa.language.Language;
import dev.glossa.switching.CodeSwitching;
import dev.glossa.switching.SwitchDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How many answers that should be in one language go over to another, per language: {@link
 * SwitchDetector} says which. The answers are given with the data, or else by the model, which is
 * not asked again what {@link ResponseTask} has asked it before in the run. What is in another
 * language stands in the column {@code prediction} of an answer; {@code points} are its letters in
 * its own language, of all its letters. An answer of which nine tenths are in other languages does
 * not switch; it is counted apart.
 */
final class CodeSwitchingTask implements Task {
  static final String NAME = "code-switching";

  /** As many as the answers to remember have. */
  private static final int ANSWER_TOKENS = ResponseTask.ANSWER_TOKENS;

  private static final int MOST_EXAMPLES = 10;

  /** What the model has answered, by prompt. */
  private final Map<String, String> remembered = new HashMap<>();

  /**
   * An answer, or a prompt for one.
   *
   * @param subject ISO 639-1 code of the language in which the answer should be
   * @param id the line's own, or its file and number
   * @param prompt null if it is not known
   * @param output the answer; null if the model is to give it
   */
  private record Line(String subject, String id, String prompt, String output) implements Item {
    private static Line of(BenchmarkFile.Line line) {
      String label = line.optionalText("language");
      if (label == null) {
        label = line.text("lang");
      }
      String language = Language.codeOf(label);
      try {
        SwitchDetector.of(language);
      } catch (IllegalArgumentException e) {
        throw line.bad(
            "has the language '%s', in which no switch can be found: use an ISO 639-1 code of a known one"
                .formatted(label));
      }
      String output = line.optionalText("output");
      String prompt = output == null ? line.text("prompt") : line.optionalText("prompt");
      String id = line.optionalText("id");
      return new Line(
          language, id == null ? line.file() + ":" + line.number() : id, prompt, output);
    }

    /** The line with this answer, unless that is null. */
    Line answered(String answer) {
      return answer == null ? this : new Line(subject, id, prompt, answer);
    }

    @Override
    public String gold() {
      return subject;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void remember(Dataset<Row> items) {
    items
        .where(col("task").equalTo(ResponseTask.NAME).and(col("output").isNotNull()))
        .orderBy("subject", "id")
        .select("prompt", "output")
        .toLocalIterator()
        .forEachRemaining(row -> remembered.putIfAbsent(row.getString(0), row.getString(1)));
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Rules rules = scoring.rules();
    // Else prompts are texts to continue, where ResponseTask puts them in a conversation.
    boolean remembers = !Boolean.FALSE.equals(rules.chat());
    List<Line> lines = new ArrayList<>();
    UniqueIds ids = new UniqueIds();
    for (BenchmarkFile.Line line :
        BenchmarkFile.lines(data, spark.sessionState().newHadoopConf())) {
      Line item = Line.of(line);
      ids.add(line, item);
      lines.add(
          item.output() == null && remembers ? item.answered(remembered.get(item.prompt())) : item);
    }
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(lines)
            .filter(line -> line.output() != null)
            .map(line -> row(line, line.output()).output(line.output()).row());
    List<Line> prompts = lines.stream().filter(line -> line.output() == null).toList();
    return prompts.isEmpty()
        ? rows
        : rows.union(
            scoring.answer(
                spark,
                NAME,
                prompts,
                (line, answerer) ->
                    new WordQuestion(
                        rules.request(line.prompt(), ANSWER_TOKENS, answerer),
                        answer -> row(line, answer.text()).answer(answer).row())));
  }

  private static ItemTable.Entry row(Line line, String answer) {
    CodeSwitching found = SwitchDetector.of(line.subject()).detect(answer);
    String examples =
        found.spans().stream()
            .limit(MOST_EXAMPLES)
            .map(span -> span.language() + ": " + span.in(answer))
            .collect(Collectors.joining(" | "));
    return ItemTable.of(NAME, line)
        .prompt(line.prompt(), 0)
        .judged(examples, line.subject(), found.spans().isEmpty())
        .points(found.letters() - found.otherLetters(), found.letters());
  }

  /** Answers so far. */
  private static final class Counts {
    private long answers;
    private long switched;
    private long inOtherLanguage;

    void add(boolean hasOther, double otherLetters, double letters) {
      boolean other = CodeSwitching.isOther(otherLetters, letters);
      answers++;
      switched += hasOther && !other ? 1 : 0;
      inOtherLanguage += other ? 1 : 0;
    }

    SortedMap<String, Metric> metrics() {
      SortedMap<String, Metric> metrics = new TreeMap<>();
      metrics.put("code_switching_rate", Metric.share(switched, answers));
      metrics.put("other_language_rate", Metric.share(inOtherLanguage, answers));
      return metrics;
    }
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    return Map.of("max-new-tokens", scoring.rules().newTokensOr(ANSWER_TOKENS));
  }

  @Override
  public Results results(Iterator<Row> items) {
    SortedMap<String, Counts> languages = new TreeMap<>();
    Counts all = new Counts();
    items.forEachRemaining(
        row -> {
          if (row.getAs("points_of") == null) {
            // It was not answered.
            return;
          }
          double letters = row.getAs("points_of");
          double own = row.getAs("points");
          boolean hasOther = !row.<Boolean>getAs("correct");
          for (Counts counts :
              List.of(all, languages.computeIfAbsent(row.getAs("subject"), code -> new Counts()))) {
            counts.add(hasOther, letters - own, letters);
          }
        });
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    languages.forEach((language, counts) -> groups.put(language, counts.metrics()));
    return new Results(all.metrics(), groups);
  }
}
