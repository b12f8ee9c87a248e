package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.benchmark.Chrf;
import dev.glossa.language.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How well a model answers instructions whose answers are known, without a judge: the mean chrF of
 * its answers, and the bits per byte that the known answers cost it. A conversation is written as
 * the model's folder says; of a model without a form for conversations the text is continued.
 */
final class ResponseTask implements Task {
  static final String NAME = "response";

  /** Tokens of an answer. */
  static final int ANSWER_TOKENS = 256;

  private static final double MOST_CHRF = 100;

  /**
   * An instruction with its answer.
   *
   * @param subject the language's ISO 639-1 code, if the line says it, else the file's name
   * @param id the line's own, or its file and number
   * @param prompt instruction and input
   * @param gold the known answer
   */
  private record Instruction(String subject, String id, String prompt, String gold)
      implements Item {
    private static Instruction of(BenchmarkFile.Line line) {
      String label = line.optionalText("language");
      label = label == null ? line.optionalText("lang") : label;
      String id = line.optionalText("id");
      String input = line.optionalText("input");
      String instruction = line.text("instruction");
      return new Instruction(
          label == null ? line.file() : Language.codeOf(label),
          id == null ? line.file() + ":" + line.number() : id,
          input == null || input.isBlank() ? instruction : instruction + "\n\n" + input,
          line.text("output"));
    }

    private List<ChatMessage> messages() {
      return List.of(new ChatMessage("user", prompt));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    List<Instruction> instructions = new ArrayList<>();
    UniqueIds ids = new UniqueIds();
    for (BenchmarkFile.Line line :
        BenchmarkFile.lines(data, spark.sessionState().newHadoopConf())) {
      Instruction instruction = Instruction.of(line);
      ids.add(line, instruction);
      instructions.add(instruction);
    }
    Rules rules = scoring.rules();
    return scoring.answerByWeights(
        spark, NAME, instructions, (instruction, model) -> ask(instruction, model, rules));
  }

  private static WordQuestion ask(Instruction instruction, ModelAnswerer model, Rules rules)
      throws UnansweredException {
    Perplexities.Scored reference = model.score(instruction.messages(), instruction.gold());
    return new WordQuestion(
        new Answerer.Conversation(instruction.messages(), rules.limits(ANSWER_TOKENS)),
        answer -> row(instruction, reference, answer));
  }

  private static Row row(Instruction instruction, Perplexities.Scored reference, Answer answer) {
    String said = answer.text().strip();
    return ItemTable.of(NAME, instruction)
        .prompt(instruction.prompt(), 0)
        .answer(answer)
        .judged(null, instruction.gold(), said.equals(instruction.gold().strip()))
        .points(Chrf.of(said, instruction.gold()).score(), MOST_CHRF)
        .likelihood(reference)
        .row();
  }

  /** What was answered so far. */
  private static final class Answered {
    private final List<Double> chrf = new ArrayList<>();
    private final Perplexities references = new Perplexities();

    void add(Row row) {
      chrf.add(row.getAs("points"));
      references.add(Perplexities.Scored.of(row));
    }

    SortedMap<String, Metric> metrics() {
      SortedMap<String, Metric> metrics = new TreeMap<>();
      metrics.put("chrf", Metric.average(chrf));
      metrics.put("bits_per_byte", references.metrics().get("bits_per_byte"));
      return metrics;
    }
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    return Map.of("max-new-tokens", scoring.rules().newTokensOr(ANSWER_TOKENS));
  }

  @Override
  public Results results(Iterator<Row> items) {
    Answered all = new Answered();
    SortedMap<String, Answered> subjects = new TreeMap<>();
    items.forEachRemaining(
        row -> {
          if (row.getAs("points") != null) {
            all.add(row);
            subjects.computeIfAbsent(row.getAs("subject"), subject -> new Answered()).add(row);
          }
        });
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    subjects.forEach((subject, answered) -> groups.put(subject, answered.metrics()));
    return new Results(all.metrics(), groups);
  }
}
