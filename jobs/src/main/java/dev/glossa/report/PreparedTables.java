package dev.glossa.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.glossa.page.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** The tables of a folder of {@code prepare}, counted; texts only as a few short samples. */
public final class PreparedTables {
  private static final int SAMPLES_PER_REASON = 2;
  private static final int SAMPLE_CHARACTERS = 400;
  private static final String UNKNOWN = "?";

  private final SparkSession spark;
  private final String folder;

  /**
   * @param folder holds corpus, rejects and statistics
   */
  public PreparedTables(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  private Dataset<Row> table(String name) {
    return spark.read().format("delta").load(folder + "/" + name);
  }

  /** What was left after each step, from all records to the corpus. */
  public List<FunnelStep> funnel() {
    SortedMap<String, Long> byKind = new TreeMap<>();
    for (Row row : table("rejects").groupBy("kind").count().collectAsList()) {
      byKind.put(row.getString(0), row.getLong(1));
    }
    long corpus = table("corpus").count();
    long left = corpus + byKind.values().stream().mapToLong(Long::longValue).sum();
    List<FunnelStep> funnel = new ArrayList<>();
    funnel.add(new FunnelStep("read", left));
    for (Map.Entry<String, String> step :
        List.of(
            Map.entry("unreadable", "readable"),
            Map.entry("language", "in a wanted language"),
            Map.entry("duplicate", "no duplicate"))) {
      left -= byKind.getOrDefault(step.getKey(), 0L);
      funnel.add(new FunnelStep(step.getValue(), left));
    }
    funnel.add(new FunnelStep("passed the rules", corpus));
    return funnel;
  }

  /** Documents of the corpus and of the rejects by language. */
  List<LanguageCount> languages() {
    SortedMap<String, long[]> counts = new TreeMap<>();
    for (String name : List.of("corpus", "rejects")) {
      for (Row row :
          table(name).groupBy(coalesce(col("language"), lit(UNKNOWN))).count().collectAsList()) {
        counts.computeIfAbsent(row.getString(0), l -> new long[2])[name.equals("corpus") ? 0 : 1] =
            row.getLong(1);
      }
    }
    return counts.entrySet().stream()
        .map(e -> new LanguageCount(e.getKey(), e.getValue()[0], e.getValue()[1]))
        .toList();
  }

  record LanguageCount(String language, long kept, long rejected) {}

  /** Why documents were rejected: the failed rules, or the kind where no rule decided. */
  public List<RejectCount> rejectCounts() {
    return rejectsByReason()
        .groupBy("reason", "language")
        .count()
        .orderBy(col("count").desc(), col("reason"), col("language"))
        .collectAsList()
        .stream()
        .map(row -> new RejectCount(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  /** The first rejects of each reason, by language and id. */
  public List<RejectSample> rejectSamples() {
    return rejectsByReason()
        .withColumn(
            "sample", row_number().over(Window.partitionBy("reason").orderBy("language", "id")))
        .where(col("sample").leq(SAMPLES_PER_REASON))
        .orderBy("reason", "sample")
        .select(
            col("language"),
            col("kind"),
            col("reasons"),
            substring(coalesce(col("text"), lit("")), 1, SAMPLE_CHARACTERS),
            col("message"))
        .collectAsList()
        .stream()
        .map(PreparedTables::sample)
        .toList();
  }

  private Dataset<Row> rejectsByReason() {
    return table("rejects")
        .withColumn(
            "failed",
            explode_outer(
                when(col("kind").isin("rule", "blocked", "contaminated"), col("reasons"))))
        .withColumn("reason", coalesce(col("failed.rule"), col("kind")))
        .withColumn("language", coalesce(col("language"), lit(UNKNOWN)));
  }

  private static RejectSample sample(Row row) {
    List<String> reasons = new ArrayList<>();
    if (!row.isNullAt(2)) {
      for (Row reason : row.<Row>getList(2)) {
        reasons.add(
            "%s: %s, bound %s"
                .formatted(reason.getString(0), number(reason.get(1)), number(reason.get(2))));
      }
    }
    if (!row.isNullAt(4)) {
      reasons.add(row.getString(4));
    }
    return new RejectSample(row.getString(0), row.getString(1), reasons, row.getString(3));
  }

  private static String number(Object value) {
    return Figures.number((Double) value);
  }

  /** One histogram a measure over all languages, with the bounds that documents failed. */
  List<Histogram> histograms() {
    SortedMap<String, SortedMap<Double, String>> bounds = new TreeMap<>();
    for (Row row :
        table("rejects")
            .where(col("kind").equalTo("rule"))
            .select(explode(col("reasons")).as("failed"))
            .select("failed.rule", "failed.bound")
            .distinct()
            .where(col("bound").isNotNull())
            .collectAsList()) {
      bounds
          .computeIfAbsent(row.getString(0), rule -> new TreeMap<>())
          .put(row.getDouble(1), Figures.number(row.getDouble(1)));
    }
    SortedMap<String, List<Histogram.Bin>> bins = new TreeMap<>();
    for (Row row :
        table("statistics")
            .groupBy("rule", "lower", "upper")
            .agg(sum("count"))
            .orderBy("rule", "lower")
            .collectAsList()) {
      bins.computeIfAbsent(row.getString(0), rule -> new ArrayList<>())
          .add(new Histogram.Bin(row.getDouble(1), row.getDouble(2), row.getLong(3)));
    }
    return bins.entrySet().stream()
        .map(
            e ->
                new Histogram(
                    e.getKey(), e.getValue(), bounds.getOrDefault(e.getKey(), new TreeMap<>())))
        .toList();
  }
}
