package dev.glossa.evaluate;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.benchmark.ChatMessage;
import java.util.List;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The Delta table {@code items}: every item with what the model made of it. */
final class ItemTable {
  static final String NAME = EvaluateResult.ITEMS;

  static final StructType SCHEMA =
      new StructType()
          .add("task", StringType)
          .add("subject", StringType)
          .add("id", StringType)
          .add("shots", IntegerType)
          .add("prompt", StringType)
          .add("option_log_likelihoods", createArrayType(DoubleType))
          .add("output", StringType)
          .add("finish_reason", StringType)
          .add("prompt_tokens", LongType)
          .add("new_tokens", LongType)
          .add("prediction", StringType)
          .add("gold", StringType)
          .add("correct", BooleanType)
          .add("correct_per_character", BooleanType)
          .add("points", DoubleType)
          .add("points_of", DoubleType)
          .add("log_likelihood", DoubleType)
          .add("tokens", LongType)
          .add("words", LongType)
          .add("bytes", LongType)
          .add("error", StringType);

  private static final ObjectMapper JSON = new ObjectMapper();

  private ItemTable() {}

  /** A row in the making; what is not said of it is null. */
  static final class Entry {
    private final Object[] cells = new Object[SCHEMA.size()];

    private Entry(String task, String subject, String id) {
      set("task", task).set("subject", subject).set("id", id);
    }

    private Entry(Row row) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.get(i);
      }
    }

    private boolean has(String column) {
      return cells[SCHEMA.fieldIndex(column)] != null;
    }

    /** What was asked. */
    Entry prompt(String prompt, int shots) {
      return set("prompt", prompt).set("shots", shots);
    }

    /** What was asked, kept as JSON. */
    Entry prompt(List<ChatMessage> messages, int shots) {
      return prompt(json(messages), shots);
    }

    /** What came back. */
    Entry answer(Answer answer) {
      return set("output", answer.text())
          .set("finish_reason", answer.finishReason())
          .set("prompt_tokens", answer.promptTokens())
          .set("new_tokens", answer.newTokens());
    }

    /** What it cost to be told how likely the options are. */
    Entry told(Answerer.Next next) {
      return set("prompt_tokens", next.promptTokens()).set("new_tokens", next.newTokens());
    }

    /** An answer that was there before. */
    Entry output(String text) {
      return set("output", text);
    }

    /** How likely the options are. */
    Entry logLikelihoods(double[] options) {
      return set("option_log_likelihoods", ArrayUtils.toObject(options));
    }

    /**
     * What was found in the answer, and whether it is right.
     *
     * @param prediction null for none
     */
    Entry judged(String prediction, String gold, boolean correct) {
      return set("prediction", prediction).set("gold", gold).set("correct", correct);
    }

    /** Whether the option that is likeliest per character is the right one. */
    Entry correctPerCharacter(boolean correct) {
      return set("correct_per_character", correct);
    }

    /** What the answer earns, and what it could have earned. */
    Entry points(double earned, double of) {
      return set("points", earned).set("points_of", of);
    }

    /** How likely a text is. */
    Entry likelihood(Perplexities.Scored scored) {
      return set("log_likelihood", scored.logLikelihood())
          .set("tokens", scored.tokens())
          .set("words", scored.words())
          .set("bytes", scored.bytes());
    }

    /** Why there is no prediction. */
    Entry error(String sentence) {
      return set("error", sentence);
    }

    Row row() {
      return RowFactory.create(cells);
    }

    private Entry set(String column, Object value) {
      cells[SCHEMA.fieldIndex(column)] = value;
      return this;
    }
  }

  /** A question. */
  static Entry of(String task, Item item) {
    return new Entry(task, item.subject(), item.id());
  }

  /** A document and its likelihood; its text stays where it came from. */
  static Row document(String task, String language, String id, Perplexities.Scored scored) {
    return new Entry(task, language, id).likelihood(scored).row();
  }

  /** A question whose options A to D were weighed; the likeliest is the answer. */
  static Entry question(String task, Item item, String prompt, int shots, double[] logLikelihoods) {
    String prediction = OptionScores.choice(logLikelihoods);
    return of(task, item)
        .prompt(prompt, shots)
        .logLikelihoods(logLikelihoods)
        .judged(prediction, item.gold(), prediction.equals(item.gold()));
  }

  /** A question that could not be asked; it counts as wrong. */
  static Row unasked(String task, Item item, String error) {
    return of(task, item).judged(null, item.gold(), false).error(error).row();
  }

  /** A question that was asked and has no answer; it counts as wrong. */
  static Row unanswered(String task, Item item, String prompt, int shots, String error) {
    return of(task, item).prompt(prompt, shots).judged(null, item.gold(), false).error(error).row();
  }

  /** The row of a question without an answer, with what was asked unless it says so. */
  static Row asked(Row row, Answerer.Request request) {
    Entry entry = new Entry(row);
    if (entry.has("prompt")) {
      return row;
    }
    return request instanceof Answerer.Text text
        ? entry.set("prompt", text.prompt()).row()
        : entry.set("prompt", json(((Answerer.Conversation) request).messages())).row();
  }

  private static String json(List<ChatMessage> messages) {
    try {
      return JSON.writeValueAsString(messages);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
