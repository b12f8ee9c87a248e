package dev.glossa.evaluate;

import static org.apache.spark.sql.functions.col;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.job.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A finished evaluation.
 *
 * @param folder its output
 * @param result its results.json
 * @param table its items, see {@link ItemTable}
 * @param items the same in order, without their texts
 */
record EvaluatedRun(
    String folder,
    EvaluateResult result,
    Dataset<Row> table,
    Map<EvaluatedItem.Key, EvaluatedItem> items) {

  /**
   * @throws GlossaException (usage) if the folder is no finished evaluation
   */
  static EvaluatedRun read(SparkSession spark, String folder, Configuration hadoop)
      throws IOException {
    Path path = new Path(folder);
    Inputs.requireComplete(path, hadoop);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    Path results = new Path(path, EvaluateResult.FILE);
    Path items = new Path(path, ItemTable.NAME);
    if (!fileSystem.exists(results) || !fileSystem.exists(items)) {
      throw GlossaException.usage(
          "'%s' is no evaluation, it has no %s or no table '%s': name an output folder of 'glossa"
              + " evaluate'.",
          folder, EvaluateResult.FILE, ItemTable.NAME);
    }
    EvaluateResult result;
    try (InputStream in = fileSystem.open(results)) {
      result = Json.FILES.readValue(in, EvaluateResult.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + results + "' is damaged: evaluate again with --fresh.", e);
    }
    Dataset<Row> table = spark.read().format("delta").load(items.toString());
    return new EvaluatedRun(folder, result, table, items(table));
  }

  private static Map<EvaluatedItem.Key, EvaluatedItem> items(Dataset<Row> table) {
    Column[] columns =
        Arrays.stream(EvaluatedItem.COLUMNS).map(name -> col(name)).toArray(Column[]::new);
    Map<EvaluatedItem.Key, EvaluatedItem> items = new LinkedHashMap<>();
    table
        .select(columns)
        .orderBy("task", "subject", "id", "bytes", "tokens")
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              EvaluatedItem.Key key = EvaluatedItem.key(row);
              while (items.containsKey(key)) {
                key = key.next();
              }
              items.put(key, EvaluatedItem.of(key, row));
            });
    return items;
  }
}
