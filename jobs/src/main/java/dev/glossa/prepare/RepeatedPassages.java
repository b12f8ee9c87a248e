package dev.glossa.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.glossa.dedup.Passages;
import dev.glossa.dedup.Passages.Rest;
import dev.glossa.quality.DocumentRules;
import dev.glossa.quality.Rule;
import dev.glossa.quality.Rule.Side;
import dev.glossa.quality.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Lines and paragraphs that many documents of a language have are taken out of the corpus. They are
 * counted in the text that would come into it, over the documents that are no duplicates. Those
 * that fail rules count too, so that bounds of rules do not decide what is taken out. What is left
 * of a document is a reject if it has too few words.
 *
 * <p>Only hashes are shuffled, and the texts that lose something. A passage that very many
 * documents have is counted in parts, and its documents are found by it where they are ({@link
 * SkewedGroups}).
 */
final class RepeatedPassages implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The measures: how many lines and paragraphs are taken out. */
  static final String LINES = "repeated_lines";

  static final String PARAGRAPHS = "repeated_paragraphs";

  /** The rule: the words of what is left. */
  static final String RULE = "repeated_passages";

  /** The rule whose bound is the least number of words of a document. */
  private static final String FEWEST_WORDS = "gopher_short_doc";

  private static final String[] LOCATION = {"file", "offset"};
  private static final String[] KEY = {"language", "passage"};

  private static final StructType PASSAGE =
      new StructType().add("hash", DataTypes.LongType).add("least", DataTypes.IntegerType);

  private static final StructType LOSS =
      new StructType()
          .add("measures", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
          .add("failed", Decisions.REASONS);

  private static final UserDefinedFunction WITHOUT =
      udf(
          (UDF2<String, Seq<Long>, String>)
              (text, hashes) -> Passages.without(text, set(hashes)).text(),
          DataTypes.StringType);

  private final DeduplicationSettings settings;
  private final Bounds bounds;

  RepeatedPassages(PrepareSettings settings) {
    this.settings = settings.deduplication();
    this.bounds = new Bounds(settings.bounds());
  }

  /** A text without the passages that {@link #find} found in it, or as it is if that is null. */
  static Column without(Column text, Column repeated) {
    return when(repeated.isNull(), text).otherwise(WITHOUT.apply(text, repeated));
  }

  /**
   * @param decided rows of {@link Decisions#of}
   * @param duplicates rows of {@link Duplicates#find}
   * @param keep computes rows once
   * @return the duplicates with the columns repeated (hashes of the passages that are to be taken
   *     out, or null) and loss (measures, and failed rules; null for duplicates)
   */
  Dataset<Row> find(
      Dataset<Row> decided, Dataset<Row> duplicates, UnaryOperator<Dataset<Row>> keep) {
    if (settings.repeatedLines() == null && settings.repeatedParagraphs() == null) {
      return none(duplicates);
    }
    Dataset<Row> texts =
        decided
            .where("accepted")
            .select(
                col("origin.file").as("file"),
                col("origin.offset").as("offset"),
                col("language"),
                Outcome.CLEAN_TEXT.as("text"));
    Dataset<Row> found = losses(texts, keep.apply(passages(texts, duplicates)), keep);
    UserDefinedFunction nothing = udf((UDF0<Row>) () -> loss(0, 0, List.of()), LOSS);
    return keep.apply(
        duplicates
            .join(found, LOCATION, "left")
            .withColumn("loss", when(isUnique(), coalesce(col("loss"), nothing.apply()))));
  }

  /** The same where nothing is taken out. */
  static Dataset<Row> none(Dataset<Row> duplicates) {
    return duplicates
        .withColumn("repeated", lit(null).cast("array<bigint>"))
        .withColumn("loss", lit(null).cast(LOSS));
  }

  /** The passages of every document that is no duplicate. */
  private Dataset<Row> passages(Dataset<Row> texts, Dataset<Row> duplicates) {
    UserDefinedFunction passagesOf =
        udf((UDF1<String, List<Row>>) this::passages, DataTypes.createArrayType(PASSAGE));
    return texts
        .withColumn("passages", passagesOf.apply(col("text")))
        .drop("text")
        .join(duplicates.where(isUnique()).select("file", "offset"), LOCATION);
  }

  private List<Row> passages(String text) {
    List<Row> passages = new ArrayList<>();
    add(passages, settings.repeatedLines(), text, Passages::lines);
    add(passages, settings.repeatedParagraphs(), text, Passages::paragraphs);
    return passages;
  }

  private static void add(
      List<Row> passages, Integer least, String text, Function<String, long[]> hashes) {
    if (least != null) {
      for (long hash : hashes.apply(text)) {
        passages.add(RowFactory.create(hash, least));
      }
    }
  }

  /** The documents with passages that are in many: what is taken out, and what that does. */
  private Dataset<Row> losses(
      Dataset<Row> texts, Dataset<Row> passages, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> each = passages.withColumn("passage", explode(col("passages"))).drop("passages");
    Dataset<Row> repeated =
        keep.apply(
            each.groupBy("language", "passage")
                .agg(count(lit(1)).as("documents"))
                .where("documents >= passage.least")
                .withColumnRenamed("documents", SkewedGroups.MEMBERS));
    Dataset<Row> byDocument =
        new SkewedGroups(keep)
            .join(each, repeated, "inner", KEY)
            .groupBy("file", "offset")
            .agg(collect_list("passage.hash").as("repeated"));
    UserDefinedFunction lossOf = udf((UDF3<String, String, Seq<Long>, Row>) this::loss, LOSS);
    return texts
        .join(byDocument, LOCATION)
        .select(
            col("file"),
            col("offset"),
            col("repeated"),
            lossOf.apply(col("text"), col("language"), col("repeated")).as("loss"));
  }

  private Row loss(String text, String language, Seq<Long> repeated) {
    Rest rest = Passages.without(text, set(repeated));
    double fewest =
        bounds.rules(language).rules().stream()
            .filter(rule -> rule.name().equals(FEWEST_WORDS) && rule.decides())
            .mapToDouble(Rule::bound)
            .findFirst()
            .orElse(1);
    Verdict verdict =
        new Rule(RULE, Side.MINIMUM, fewest)
            .judge(DocumentRules.of(language).countWords(rest.text()));
    List<Row> failed =
        verdict.failed()
            ? List.of(RowFactory.create(verdict.rule(), verdict.value(), verdict.bound()))
            : List.of();
    return loss(rest.lines(), rest.paragraphs(), failed);
  }

  private Row loss(int lines, int paragraphs, List<Row> failed) {
    Map<String, Double> measures = new TreeMap<>();
    if (settings.repeatedLines() != null) {
      measures.put(LINES, (double) lines);
    }
    if (settings.repeatedParagraphs() != null) {
      measures.put(PARAGRAPHS, (double) paragraphs);
    }
    return RowFactory.create(JavaConverters.mapAsScalaMap(measures), failed);
  }

  private static Column isUnique() {
    return col("first_of_id").and(col("duplicate_rule").isNull());
  }

  private static Set<Long> set(Seq<Long> hashes) {
    return new HashSet<>(JavaConverters.seqAsJavaList(hashes));
  }
}
