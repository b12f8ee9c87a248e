package dev.glossa.prepare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.glossa.quality.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * What the bounds make of measures: whether a document's language is wanted and sure, and which
 * rules it fails. A function of the columns of {@link Analysis#SCHEMA} but the text, so that other
 * bounds need no text.
 */
final class Decisions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** An array of failed rules. */
  static final ArrayType REASONS =
      DataTypes.createArrayType(
          new StructType()
              .add("rule", DataTypes.StringType)
              .add("value", DataTypes.DoubleType)
              .add("bound", DataTypes.DoubleType));

  /** The rule that a document's language is sure. */
  static final String LANGUAGE_SCORE = "language_score";

  private static final StructType DECISION =
      new StructType()
          .add("accepted", DataTypes.BooleanType)
          .add("failed", REASONS)
          .add("message", DataTypes.StringType)
          .add("bucket", DataTypes.StringType);

  private static final String BUCKET = "perplexity_bucket";

  private final Identification identification;
  private final PerplexityModels perplexityModels;
  private final Bounds bounds;
  private final ScreeningRules screening;

  Decisions(PrepareSettings settings) {
    this.identification = new Identification(settings);
    this.perplexityModels = new PerplexityModels(settings.perplexity());
    this.bounds = new Bounds(settings.bounds());
    this.screening = new ScreeningRules(settings.screening());
  }

  /**
   * @param analysis rows of {@link Analysis#SCHEMA}
   * @return the same with accepted (whether the language is wanted and sure, and nothing keeps the
   *     document out), failed rules and message; documents of languages that are not wanted without
   *     what was measured of them
   */
  Dataset<Row> of(Dataset<Row> analysis) {
    UserDefinedFunction decide =
        udf(
            (UDF3<String, Double, scala.collection.Map<String, Double>, Row>) this::decide,
            DECISION);
    Column wanted = wanted();
    Column bucketed =
        map_concat(
            map_filter(col("metadata"), (key, value) -> key.notEqual(BUCKET)),
            map(lit(BUCKET), col("decision.bucket")));
    return analysis
        .withColumn("wanted", wanted)
        .withColumn("measures", measured("measures", "map<string,double>"))
        .withColumn("bands", when(col("wanted"), col("bands")))
        .withColumn("clean_text", when(col("wanted"), col("clean_text")))
        .withColumn("redactions", measured("redactions", "map<string,int>"))
        .withColumn(
            "decision",
            when(
                col("error").isNull(),
                decide.apply(col("language"), col("language_score"), col("measures"))))
        .withColumn("accepted", coalesce(col("decision.accepted"), lit(false)))
        .withColumn("failed", coalesce(col("decision.failed"), array().cast(REASONS)))
        .withColumn(
            "message",
            when(col("error").isNotNull(), col("error"))
                .when(col("accepted"), lit(null))
                .when(col("blank"), "the page has no main text")
                .otherwise(col("decision.message")))
        .withColumn(
            "metadata",
            when(col("decision.bucket").isNotNull(), bucketed).otherwise(col("metadata")))
        .drop("wanted", "decision", "blank");
  }

  /** Whether the language of a document is one that is kept. */
  Column wanted() {
    UserDefinedFunction wants =
        udf(
            (UDF1<String, Boolean>) language -> language != null && identification.wants(language),
            DataTypes.BooleanType);
    return wants.apply(col("language"));
  }

  private static Column measured(String column, String type) {
    return when(col("wanted"), col(column))
        .when(col("error").isNull(), expr("CAST(map() AS " + type + ")"));
  }

  private Row decide(String language, Double score, scala.collection.Map<String, Double> measures) {
    if (!identification.wants(language)) {
      return decision(false, List.of(), language + " is not among prepare.languages", null);
    }
    double leastScore = identification.leastScore(language);
    if (score < leastScore) {
      return decision(
          false,
          List.of(RowFactory.create(LANGUAGE_SCORE, score, leastScore)),
          String.format(Locale.ROOT, "%s is not sure: %.3f", language, score),
          null);
    }
    Map<String, Double> values = JavaConverters.mapAsJavaMap(measures);
    List<Row> failed = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>(screening.judge(values));
    boolean keptOut = verdicts.stream().anyMatch(ScreeningRules::keepsOut);
    verdicts.addAll(bounds.rules(language).judge(values));
    for (Verdict verdict : verdicts) {
      if (verdict.failed()) {
        failed.add(RowFactory.create(verdict.rule(), verdict.value(), verdict.bound()));
      }
    }
    PerplexitySettings model = perplexityModels.of(language);
    Double perplexity = values.get(Measurement.PERPLEXITY);
    if (model == null || perplexity == null) {
      return decision(!keptOut, failed, null, null);
    }
    if (model.max() != null && perplexity > model.max()) {
      failed.add(RowFactory.create(Measurement.PERPLEXITY, perplexity, model.max()));
    }
    return decision(!keptOut, failed, null, model.bucket(perplexity));
  }

  private static Row decision(boolean accepted, List<Row> failed, String message, String bucket) {
    return RowFactory.create(accepted, failed, message, bucket);
  }
}
