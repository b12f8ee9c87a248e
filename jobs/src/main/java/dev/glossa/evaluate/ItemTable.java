package dev.glossa.evaluate;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The Delta table {@code items}: every item with what the model made of it. */
final class ItemTable {
  static final String NAME = "items";

  static final StructType SCHEMA =
      new StructType()
          .add("task", StringType)
          .add("subject", StringType)
          .add("id", StringType)
          .add("shots", IntegerType)
          .add("prompt", StringType)
          .add("option_log_likelihoods", createArrayType(DoubleType))
          .add("prediction", StringType)
          .add("gold", StringType)
          .add("correct", BooleanType)
          .add("log_likelihood", DoubleType)
          .add("tokens", LongType)
          .add("words", LongType)
          .add("bytes", LongType)
          .add("error", StringType);

  private ItemTable() {}

  /** A document and its likelihood; its text stays where it came from. */
  static Row document(String task, String id, Perplexities.Scored scored) {
    return RowFactory.create(
        task,
        null,
        id,
        null,
        null,
        null,
        null,
        null,
        null,
        scored.logLikelihood(),
        scored.tokens(),
        scored.words(),
        scored.bytes(),
        null);
  }

  /** An answered question. */
  static Row question(
      String task,
      String subject,
      String id,
      String prompt,
      int shots,
      double[] logLikelihoods,
      String prediction,
      String gold) {
    return RowFactory.create(
        task,
        subject,
        id,
        shots,
        prompt,
        ArrayUtils.toObject(logLikelihoods),
        prediction,
        gold,
        prediction.equals(gold),
        null,
        null,
        null,
        null,
        null);
  }

  /** A question that could not be asked; it counts as wrong. */
  static Row unasked(String task, String subject, String id, String gold, String error) {
    return RowFactory.create(
        task, subject, id, null, null, null, null, gold, false, null, null, null, null, error);
  }
}
