package dev.glossa.prepare;

import dev.glossa.dedup.ContentHash;
import dev.glossa.language.Language;
import dev.glossa.language.LanguageScore;
import dev.glossa.prepare.Measurement.Measured;
import dev.glossa.text.UnicodeRepair;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * All that is found out about a document by looking at its text alone, in one pass: repaired text,
 * language, content hash, and, if its language is wanted, its {@link Measurement}. Nothing here
 * depends on a bound. Rows of {@code Documents.SCHEMA} become rows of {@link #SCHEMA}.
 */
final class Analysis implements MapFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  /**
   * The columns of the table {@code documents} (measures are null unless the language is wanted);
   * then length (code points), bands, clean_text (null: nothing was redacted), redactions by kind,
   * blank (whether there is no text) and error (why the record cannot be read).
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
          .add("length", DataTypes.IntegerType)
          .add("bands", DataTypes.createArrayType(DataTypes.LongType))
          .add("clean_text", DataTypes.StringType)
          .add("redactions", DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType))
          .add("blank", DataTypes.BooleanType)
          .add("error", DataTypes.StringType);

  private final boolean parity;
  private final Identification identification;
  private final Measurement measurement;

  Analysis(PrepareSettings settings, Measurement measurement) {
    this.parity = settings.parity();
    this.identification = new Identification(settings);
    this.measurement = measurement;
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
        0,
        null,
        null,
        null,
        false,
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
    Measured measured =
        identification.wants(found.language())
            ? measurement.measure(url, text, found.language())
            : null;
    return RowFactory.create(
        id,
        url,
        record.getAs("origin"),
        found.language(),
        found.score(),
        text,
        JavaConverters.mapAsScalaMap(metadata(record, label, found.language())),
        ContentHash.of(text),
        measured == null ? null : JavaConverters.mapAsScalaMap(measured.measures()),
        text.codePointCount(0, text.length()),
        measured == null ? null : measured.bands(),
        measured == null ? null : measured.cleanText(),
        measured == null ? null : JavaConverters.mapAsScalaMap(measured.redactions()),
        text.isBlank(),
        null);
  }

  /** The input's metadata, and its label where the identifier found another language. */
  private static Map<String, String> metadata(Row record, String label, String found) {
    Map<String, String> metadata = new TreeMap<>(record.<String, String>getJavaMap(4));
    if (label != null && !Language.codeOf(label).equals(found)) {
      metadata.put("lang", label);
    }
    return metadata;
  }
}
