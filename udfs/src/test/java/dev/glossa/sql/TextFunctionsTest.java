package dev.glossa.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextFunctionsTest {

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", GlossaExtensions.class.getName())
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Row first(String expression) {
    return spark.sql("SELECT " + expression).head();
  }

  @Test
  void normalizes() {
    assertThat(first("glossa_normalize('cafe\u0301\u200B')").getString(0)).isEqualTo("café");
  }

  @Test
  void redacts() {
    assertThat(first("glossa_redact('to a@b.org')").getString(0)).isEqualTo("to <EMAIL>");
  }

  @Test
  void identifies() {
    assertThat(first("glossa_language('人人生而自由').language").getString(0)).isEqualTo("zh");
  }

  @Test
  void judges() {
    Row verdict =
        first("filter(glossa_quality('too short', 'en'), v -> v.rule = 'gopher_short_doc')[0]")
            .getStruct(0);
    assertThat(verdict.getDouble(1)).isEqualTo(2);
    assertThat(verdict.getDouble(2)).isEqualTo(50);
    assertThat(verdict.getBoolean(3)).isTrue();
  }

  @Test
  void signs() {
    assertThat(first("glossa_minhash('a b c d e f', 'en')").getList(0)).hasSize(112);
    assertThat(first("glossa_minhash('a b', 'en')").isNullAt(0)).isTrue();
  }

  @Test
  void isNullOfNull() {
    assertThat(first("glossa_normalize(null)").isNullAt(0)).isTrue();
  }
}
