package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.delta.DeltaLog;

/** Holds what other processes prepared against what an undisturbed one did. */
final class SameTables {
  private SameTables() {}

  /** Both folders have the same rows in each table, and some. */
  static void assertSame(Path output, Path undisturbed) {
    DeltaLog.clearCache();
    for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
      assertThat(rows(output.resolve(table)))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows(undisturbed.resolve(table)));
    }
  }

  private static List<String> rows(Path table) {
    return LocalSpark.session()
        .read()
        .format("delta")
        .load(table.toString())
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
