package dev.glossa.sql;

import dev.glossa.dedup.NearDuplicates;
import dev.glossa.language.Language;
import dev.glossa.language.LanguageIdentifier;
import dev.glossa.language.LanguageScore;
import dev.glossa.privacy.Redactor;
import dev.glossa.quality.DocumentRules;
import dev.glossa.quality.Verdict;
import dev.glossa.text.UnicodeRepair;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The functions of text, language, quality, dedup and privacy as Spark SQL functions. Of a null
 * text, or of an unknown null language, each is null.
 */
final class TextFunctions {

  private static final DataType VERDICTS =
      DataTypes.createArrayType(
          new StructType()
              .add("rule", DataTypes.StringType)
              .add("value", DataTypes.DoubleType)
              .add("bound", DataTypes.DoubleType)
              .add("failed", DataTypes.BooleanType));

  private static final DataType LANGUAGE =
      new StructType().add("language", DataTypes.StringType).add("score", DataTypes.DoubleType);

  private TextFunctions() {}

  /**
   * Registers {@code glossa_normalize(text)}, {@code glossa_redact(text)}, {@code
   * glossa_language(text)}, {@code glossa_quality(text, lang)} and {@code glossa_minhash(text,
   * lang)}.
   */
  static void register(UDFRegistration functions) {
    functions.register("glossa_normalize", NORMALIZE, DataTypes.StringType);
    functions.register("glossa_redact", REDACT, DataTypes.StringType);
    functions.register("glossa_language", IDENTIFY, LANGUAGE);
    functions.register("glossa_quality", JUDGE, VERDICTS);
    functions.register("glossa_minhash", SIGN, DataTypes.createArrayType(DataTypes.LongType));
  }

  private static final UDF1<String, String> NORMALIZE =
      text -> text == null ? null : UnicodeRepair.repair(text);

  private static final UDF1<String, String> REDACT =
      text -> text == null ? null : Redactor.redact(text).text();

  private static final UDF1<String, Row> IDENTIFY =
      text -> {
        if (text == null) {
          return null;
        }
        LanguageScore found = LanguageIdentifier.bundled().identify(text);
        return RowFactory.create(found.language(), found.score());
      };

  private static final UDF2<String, String, List<Row>> JUDGE =
      (text, language) ->
          text == null || language == null
              ? null
              : DocumentRules.of(Language.codeOf(language)).judge(text).stream()
                  .map(TextFunctions::row)
                  .toList();

  private static final UDF2<String, String, long[]> SIGN =
      (text, language) ->
          text == null || language == null
              ? null
              : NearDuplicates.scriptSafe(Language.codeOf(language)).signature(text).orElse(null);

  private static Row row(Verdict verdict) {
    return RowFactory.create(verdict.rule(), verdict.value(), verdict.bound(), verdict.failed());
  }
}
