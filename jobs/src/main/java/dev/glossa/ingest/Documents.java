package dev.glossa.ingest;

import static org.apache.spark.sql.functions.col;

import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.text.Html;
import dev.glossa.text.UnreadablePageException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.JavaConverters;

/**
 * The one reader of text: files of every supported format and Delta tables as rows of {@link
 * #SCHEMA}. A PATH is a file, a folder (of {@code prepare}: its table {@code corpus}), a glob or a
 * Delta table, on any file system that Hadoop knows.
 */
public final class Documents {

  /**
   * id, url, text, language (the input's label), metadata, origin (file, offset), error. A row with
   * an error is a record that could not be read: its text is the record's beginning, if any. Of the
   * others, only a page without main text has an empty text.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("url", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("language", DataTypes.StringType)
          .add("metadata", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add(
              "origin",
              new StructType().add("file", DataTypes.StringType).add("offset", DataTypes.LongType))
          .add("error", DataTypes.StringType);

  /** Bytes of input files for one task, where files can be put together. */
  private static final long TASK_BYTES = 32L << 20;

  private Documents() {}

  /**
   * Every record of the inputs, readable or not.
   *
   * @throws GlossaException (usage) if a path matches nothing; (bad input) if there is no file
   */
  public static Dataset<Row> read(SparkSession spark, List<String> paths, IngestSettings settings) {
    Configuration hadoop = HadoopConfigurations.of(spark);
    InputPlan plan = InputPlan.of(paths, hadoop);
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!plan.splits().isEmpty()) {
      parts.add(readFiles(spark, plan, hadoop, settings.limits()));
    }
    parts.addAll(Tables.read(spark, plan, hadoop));
    return parts.stream()
        .reduce(Dataset::unionByName)
        .orElseThrow(
            () ->
                GlossaException.badInput(
                    "There is no document in %s: the folder has no file.",
                    String.join(", ", paths)));
  }

  /** Only what can be read and has text, without the column {@code error}. */
  public static Dataset<Row> readable(
      SparkSession spark, List<String> paths, IngestSettings settings) {
    return read(spark, paths, settings)
        .where(col("error").isNull().and(col("text").notEqual("")))
        .drop("error");
  }

  /** What the paths are, in a line for a person. */
  public static String describe(List<String> paths) {
    InputPlan plan = InputPlan.of(paths, HadoopConfigurations.of(null));
    long files = plan.splits().stream().map(Split::file).distinct().count();
    return "%d files (%s), %d Parquet files, %d Delta tables"
        .formatted(files, new ByteSize(plan.bytes()), plan.parquet().size(), plan.tables().size());
  }

  private static Dataset<Row> readFiles(
      SparkSession spark, InputPlan plan, Configuration hadoop, IngestSettings.Limits limits) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SerializableConfiguration configuration = new SerializableConfiguration(hadoop);
    int parallelism = context.defaultParallelism();
    int tasks =
        (int) Math.min(plan.splits().size(), Math.max(4L * parallelism, plan.bytes() / TASK_BYTES));
    JavaRDD<RawRecord> records =
        context
            .parallelize(plan.splits(), Math.max(1, tasks))
            .mapPartitions(splits -> records(splits, configuration, limits));
    // Few files cannot be read by many tasks, but what is done with their records can.
    JavaRDD<RawRecord> spread =
        tasks < 2 * parallelism ? records.repartition(2 * parallelism) : records;
    return spark.createDataFrame(spread.map(Documents::row), SCHEMA);
  }

  private static Iterator<RawRecord> records(
      Iterator<Split> splits, SerializableConfiguration hadoop, IngestSettings.Limits limits) {
    return JavaConverters.asJavaIterator(
        JavaConverters.asScalaIterator(splits)
            .flatMap(
                split ->
                    JavaConverters.asScalaIterator(
                        SplitReader.read(split, hadoop.value(), limits))));
  }

  private static Row row(RawRecord record) {
    String text = record.text();
    String error = record.error();
    if (record.html() && error == null) {
      try {
        text = Html.mainText(text);
      } catch (UnreadablePageException e) {
        text = text.substring(0, Math.min(text.length(), RawRecord.EXCERPT));
        error = e.getMessage();
      }
    }
    if (error == null && Controls.areMany(text)) {
      text = text.substring(0, Math.min(text.length(), RawRecord.EXCERPT));
      error = "more than a tenth of the text is control characters";
    }
    return RowFactory.create(
        record.id(),
        record.url(),
        text,
        record.language(),
        JavaConverters.mapAsScalaMap(record.metadata()),
        RowFactory.create(record.file(), record.offset()),
        error);
  }
}
