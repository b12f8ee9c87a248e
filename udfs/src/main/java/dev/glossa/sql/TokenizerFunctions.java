package dev.glossa.sql;

import dev.glossa.tokenizer.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The tokenizer as Spark SQL functions. The setting {@code spark.glossa.tokenizer} names a
 * tokenizer.model, a tokenizer.json, or a folder that executors can read. Of null, each is null.
 */
final class TokenizerFunctions {

  static final String TOKENIZER = "spark.glossa.tokenizer";

  /** Per-executor cache: a tokenizer is loaded once in a JVM for each path. */
  private static final Map<String, Tokenizer> LOADED = new ConcurrentHashMap<>();

  private TokenizerFunctions() {}

  /**
   * Registers {@code glossa_encode(text)}, {@code glossa_decode(ids)} and {@code
   * glossa_token_count(text)}.
   */
  static void register(UDFRegistration functions) {
    functions.register("glossa_encode", ENCODE, DataTypes.createArrayType(DataTypes.IntegerType));
    functions.register("glossa_decode", DECODE, DataTypes.StringType);
    functions.register("glossa_token_count", COUNT, DataTypes.IntegerType);
  }

  private static final UDF1<String, int[]> ENCODE =
      text -> text == null ? null : tokenizer().encode(text);

  private static final UDF1<Seq<Integer>, String> DECODE =
      ids -> ids == null ? null : tokenizer().decode(unbox(JavaConverters.seqAsJavaList(ids)));

  private static final UDF1<String, Integer> COUNT =
      text -> text == null ? null : tokenizer().encode(text).length;

  private static int[] unbox(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Tokenizer tokenizer() {
    String path = SQLConf.get().getConfString(TOKENIZER, "");
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "Set %s to a tokenizer.model, a tokenizer.json, or a folder with one."
              .formatted(TOKENIZER));
    }
    return LOADED.computeIfAbsent(path, TokenizerFunctions::load);
  }

  private static Tokenizer load(String path) {
    return ServiceLoader.load(TokenizerSource.class, TokenizerFunctions.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Nothing on the class path reads tokenizers: add the glossa-jobs jar."))
        .load(path);
  }
}
