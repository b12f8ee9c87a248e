package dev.glossa.prepare;

import dev.glossa.dedup.ContentHash;
import dev.glossa.dedup.MinHash;
import dev.glossa.dedup.NearDuplicates;
import dev.glossa.language.Language;
import dev.glossa.language.LanguageScore;
import dev.glossa.prepare.Screens.Screened;
import dev.glossa.privacy.PersonalData;
import dev.glossa.privacy.Redaction;
import dev.glossa.privacy.Redactor;
import dev.glossa.quality.DocumentRules;
import dev.glossa.quality.Verdict;
import dev.glossa.text.UnicodeRepair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * All that is found out about a document by looking at its text alone, in one pass: repaired text,
 * language, content hash, measures and failed rules, MinHash bands, and the text without personal
 * data. Rows of {@code Documents.SCHEMA} become rows of {@link #SCHEMA}.
 */
final class Analysis implements MapFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  /** The measure and rule of n-gram models. */
  static final String PERPLEXITY = "perplexity";

  /** An array of failed rules. */
  static final ArrayType REASONS =
      DataTypes.createArrayType(
          new StructType()
              .add("rule", DataTypes.StringType)
              .add("value", DataTypes.DoubleType)
              .add("bound", DataTypes.DoubleType));

  /**
   * The columns of the table {@code documents}; then accepted (whether the language is wanted and
   * sure, and nothing keeps the document out), failed rules, length (code points), bands,
   * clean_text (null: nothing was taken out or redacted), redactions by kind, error and message.
   */
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("url", DataTypes.StringType)
          .add(
              "origin",
              new StructType().add("file", DataTypes.StringType).add("offset", DataTypes.LongType))
          .add("language", DataTypes.StringType)
          .add("language_score", DataTypes.DoubleType)
          .add("text", DataTypes.StringType)
          .add("metadata", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("content_hash", DataTypes.StringType)
          .add("measures", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
          .add("accepted", DataTypes.BooleanType)
          .add("failed", REASONS)
          .add("length", DataTypes.IntegerType)
          .add("bands", DataTypes.createArrayType(DataTypes.LongType))
          .add("clean_text", DataTypes.StringType)
          .add("redactions", DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType))
          .add("error", DataTypes.StringType)
          .add("message", DataTypes.StringType);

  private final boolean parity;
  private final Identification identification;
  private final PerplexityModels perplexityModels;
  private final Broadcast<Screens> screens;
  private final ScreeningRules screeningRules;

  /**
   * @param screens lists and benchmarks, as {@link Screens#read} has them
   */
  Analysis(PrepareSettings settings, Broadcast<Screens> screens) {
    this.screens = screens;
    this.screeningRules = new ScreeningRules(settings.screening());
    this.parity = settings.parity();
    this.identification = new Identification(settings);
    this.perplexityModels = new PerplexityModels(settings.perplexity());
  }

  @Override
  public Row call(Row record) {
    String error = record.getAs("error");
    return error == null ? document(record) : unreadable(record, error);
  }

  private static Row unreadable(Row record, String error) {
    return RowFactory.create(
        record.getAs("id"),
        record.getAs("url"),
        record.getAs("origin"),
        null,
        null,
        record.getAs("text"),
        record.getAs("metadata"),
        null,
        null,
        false,
        null,
        0,
        null,
        null,
        null,
        error,
        error);
  }

  private Row document(Row record) {
    String asRead = record.getAs("text");
    String url = record.getAs("url");
    String label = record.getAs("language");
    String givenId = record.getAs("id");
    String id = givenId == null ? ContentHash.documentId(url, asRead) : givenId;
    String text = parity ? asRead : UnicodeRepair.repair(asRead);

    LanguageScore found = identification.identify(text, label);
    boolean wanted = identification.wants(found.language());
    double minScore = identification.leastScore(found.language());
    boolean accepted = wanted && found.score() >= minScore;
    Map<String, Double> measures = Map.of();
    List<Row> failed = List.of();
    Map<String, String> metadata = metadata(record, label, found.language());
    long[] bands = null;
    Redaction redaction = new Redaction(text, Map.of());
    String cleanText = null;
    boolean keptOut = false;
    if (accepted) {
      Screened screened = screens.value().screen(url, text, found.language());
      DocumentRules rules = DocumentRules.of(found.language());
      measures = new HashMap<>(rules.measure(screened.text()));
      measures.putAll(screened.measures());
      List<Verdict> screening = screeningRules.judge(measures);
      keptOut = screening.stream().anyMatch(ScreeningRules::keepsOut);
      failed =
          Stream.concat(screening.stream(), rules.rules().judge(measures).stream())
              .filter(Verdict::failed)
              .map(verdict -> reason(verdict.rule(), verdict.value(), verdict.bound()))
              .toList();
      PerplexitySettings model = perplexityModels.of(found.language());
      if (model != null) {
        failed = new ArrayList<>(failed);
        judgePerplexity(model, text, measures, failed, metadata);
      }
      bands = near(found.language()).signature(screened.text()).map(MinHash::bands).orElse(null);
      redaction = Redactor.redact(screened.clean(), found.language());
      cleanText = redaction.text().equals(text) ? null : redaction.text();
    } else if (wanted) {
      failed = List.of(reason("language_score", found.score(), minScore));
    }
    return RowFactory.create(
        id,
        url,
        record.getAs("origin"),
        found.language(),
        found.score(),
        text,
        JavaConverters.mapAsScalaMap(metadata),
        ContentHash.of(text),
        JavaConverters.mapAsScalaMap(measures),
        accepted && !keptOut,
        failed.toArray(),
        text.codePointCount(0, text.length()),
        bands,
        cleanText,
        JavaConverters.mapAsScalaMap(counts(redaction)),
        null,
        accepted ? null : rejection(found, wanted, text));
  }

  /** Adds what a model makes of the text: its measure, its part of the corpus, its verdict. */
  private static void judgePerplexity(
      PerplexitySettings model,
      String text,
      Map<String, Double> measures,
      List<Row> failed,
      Map<String, String> metadata) {
    PerplexityModels.measure(model, text)
        .ifPresent(
            perplexity -> {
              measures.put(PERPLEXITY, perplexity);
              if (model.bucket(perplexity) != null) {
                metadata.put("perplexity_bucket", model.bucket(perplexity));
              }
              if (model.max() != null && perplexity > model.max()) {
                failed.add(reason(PERPLEXITY, perplexity, model.max()));
              }
            });
  }

  private NearDuplicates near(String code) {
    return parity ? NearDuplicates.datatrove(code) : NearDuplicates.scriptSafe(code);
  }

  private String rejection(LanguageScore found, boolean wanted, String text) {
    if (text.isBlank()) {
      return "the page has no main text";
    }
    return wanted
        ? String.format(Locale.ROOT, "%s is not sure: %.3f", found.language(), found.score())
        : found.language() + " is not among prepare.languages";
  }

  /** The input's metadata, and its label where the identifier found another language. */
  private static Map<String, String> metadata(Row record, String label, String found) {
    Map<String, String> metadata = new TreeMap<>(record.<String, String>getJavaMap(4));
    if (label != null && !Language.codeOf(label).equals(found)) {
      metadata.put("lang", label);
    }
    return metadata;
  }

  private static Map<String, Integer> counts(Redaction redaction) {
    Map<String, Integer> counts = new HashMap<>();
    for (Map.Entry<PersonalData, Integer> count : redaction.counts().entrySet()) {
      counts.put(count.getKey().name(), count.getValue());
    }
    return counts;
  }

  private static Row reason(String rule, double value, double bound) {
    return RowFactory.create(rule, value, bound);
  }
}
