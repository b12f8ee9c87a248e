package dev.glossa.prepare;

import dev.glossa.dedup.MinHash;
import dev.glossa.dedup.NearDuplicates;
import dev.glossa.dedup.ShingleSet;
import dev.glossa.prepare.Screens.Screened;
import dev.glossa.privacy.PersonalData;
import dev.glossa.privacy.Redaction;
import dev.glossa.privacy.Redactor;
import dev.glossa.quality.DocumentRules;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * What the text of a document of a known language is measured for: everything that rules are held
 * to and MinHash bands, of a very long text only of its beginning, and the text without personal
 * data. It depends on text and language alone, not on bounds.
 */
final class Measurement implements MapFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  /**
   * UTF-16 units of a text that are measured; of a longer one only the beginning, so that words and
   * n-grams of a text of 100 MB fit into a task's memory. Rules allow 100,000 words, which are far
   * less in every language.
   */
  private static final int MEASURED = 8 << 20;

  /** The measure and rule of n-gram models. */
  static final String PERPLEXITY = "perplexity";

  /** measures, bands, clean_text (null: nothing was taken out or redacted), redactions by kind. */
  static final StructType SCHEMA =
      new StructType()
          .add("measures", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
          .add("bands", DataTypes.createArrayType(DataTypes.LongType))
          .add("clean_text", DataTypes.StringType)
          .add("redactions", DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType));

  /** {@link #SCHEMA} after the file and offset of the document. */
  static final StructType LOCATED_SCHEMA =
      new StructType(
          Stream.concat(
                  Stream.of(
                      DataTypes.createStructField("file", DataTypes.StringType, true),
                      DataTypes.createStructField("offset", DataTypes.LongType, true)),
                  Stream.of(SCHEMA.fields()))
              .toArray(StructField[]::new));

  private final boolean parity;
  private final PerplexityModels perplexityModels;
  private final Broadcast<Screens> screens;

  /**
   * @param screens lists and benchmarks, as {@link Screens#read} has them
   */
  Measurement(PrepareSettings settings, Broadcast<Screens> screens) {
    this.screens = screens;
    this.parity = settings.parity();
    this.perplexityModels = new PerplexityModels(settings.perplexity());
  }

  /**
   * @param measures values by the names of their rules
   * @param bands MinHash bands, or null for a text too short
   * @param whole whether nothing was taken out of the text
   * @param redaction what is left, without personal data
   */
  record Measured(Map<String, Double> measures, long[] bands, boolean whole, Redaction redaction)
      implements Serializable {

    String cleanText() {
      return whole && redaction.counts().isEmpty() ? null : redaction.text();
    }

    Map<String, Integer> redactions() {
      Map<String, Integer> counts = new HashMap<>();
      for (Map.Entry<PersonalData, Integer> count : redaction.counts().entrySet()) {
        counts.put(count.getKey().name(), count.getValue());
      }
      return counts;
    }
  }

  Measured measure(String url, String asFound, String language) {
    Screened screened = screens.value().screen(url, asFound, language);
    String text = beginning(screened.text(), MEASURED);
    Map<String, Double> measures = new TreeMap<>(DocumentRules.of(language).measure(text));
    measures.putAll(screened.measures());
    PerplexitySettings model = perplexityModels.of(language);
    if (model != null) {
      PerplexityModels.measure(model, text)
          .ifPresent(perplexity -> measures.put(PERPLEXITY, perplexity));
    }
    return new Measured(
        measures,
        near(language).signature(text).map(MinHash::bands).orElse(null),
        screened.clean().equals(asFound),
        Redactor.redact(screened.clean(), language));
  }

  /** The shingles that the bands of a document were made of, as {@link ShingleSet#toBytes}. */
  byte[] shingles(String asFound, String language) {
    String text = screens.value().withoutNotices(asFound, language).text();
    return near(language).shingles(beginning(text, MEASURED)).toBytes();
  }

  /** At most so many UTF-16 units of a text, without half of a character. */
  static String beginning(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, halves ? length - 1 : length);
  }

  private NearDuplicates near(String language) {
    return parity ? NearDuplicates.datatrove(language) : NearDuplicates.scriptSafe(language);
  }

  /** Rows of {@link Analysis#SCHEMA} become rows of {@link #LOCATED_SCHEMA}. */
  @Override
  public Row call(Row document) {
    Measured measured =
        measure(document.getAs("url"), document.getAs("text"), document.getAs("language"));
    Row origin = document.getAs("origin");
    return RowFactory.create(
        origin.getAs("file"),
        origin.getAs("offset"),
        JavaConverters.mapAsScalaMap(measured.measures()),
        measured.bands(),
        measured.cleanText(),
        JavaConverters.mapAsScalaMap(measured.redactions()));
  }
}
