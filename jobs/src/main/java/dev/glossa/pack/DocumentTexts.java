package dev.glossa.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.dedup.ContentHash;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Ids and texts of documents, from Delta tables, folders of {@code prepare}, and JSONL files. */
public final class DocumentTexts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXCERPT = 60;

  private DocumentTexts() {}

  /**
   * @throws GlossaException (usage) if a path matches nothing or is a folder that is not complete;
   *     (bad input), when the texts are asked for, if a line is no JSON
   */
  public static JavaPairRDD<String, String> read(SparkSession spark, List<String> paths)
      throws IOException {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaPairRDD<String, String> all =
        JavaPairRDD.fromJavaRDD(context.<Tuple2<String, String>>emptyRDD());
    for (String path : paths) {
      for (FileStatus match : Inputs.resolve(path, hadoop)) {
        all = all.union(read(spark, match.getPath(), hadoop));
      }
    }
    return all;
  }

  private static JavaPairRDD<String, String> read(
      SparkSession spark, Path path, Configuration hadoop) throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoop);
    if (isTable(path, fileSystem)) {
      return table(spark, path);
    }
    Path corpus = new Path(path, "corpus");
    if (isTable(corpus, fileSystem)) {
      Inputs.requireComplete(path, hadoop);
      return table(spark, corpus);
    }
    return spark.read().textFile(path.toString()).toJavaRDD().flatMapToPair(DocumentTexts::parse);
  }

  private static boolean isTable(Path folder, FileSystem fileSystem) throws IOException {
    return fileSystem.exists(new Path(folder, "_delta_log"));
  }

  private static JavaPairRDD<String, String> table(SparkSession spark, Path folder) {
    return spark
        .read()
        .format("delta")
        .load(folder.toString())
        .select("id", "text")
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(row.getString(0), row.getString(1)));
  }

  /** A line of JSON with a text; blank lines and lines without a text have no document. */
  private static Iterator<Tuple2<String, String>> parse(String line) {
    JsonNode json;
    try {
      json = line.isBlank() ? JSON.nullNode() : JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw GlossaException.badInput(
          "The line '%s' is no JSON: run prepare first, which sets such lines aside.",
          line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line);
    }
    JsonNode text = json.path("text");
    if (!text.isTextual() || text.asText().isEmpty()) {
      return List.<Tuple2<String, String>>of().iterator();
    }
    String id =
        json.path("id").isValueNode() && !json.path("id").isNull()
            ? json.path("id").asText()
            : ContentHash.documentId(json.path("url").asText(""), text.asText());
    return List.of(new Tuple2<>(id, text.asText())).iterator();
  }
}
