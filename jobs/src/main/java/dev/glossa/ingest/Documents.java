package dev.glossa.ingest;

import static org.apache.spark.sql.functions.col;

import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.text.Html;
import dev.glossa.text.UnreadablePageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
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

  /**
   * The same for tasks that make rows of documents: as much as Spark's own readers take at a time,
   * so that where there is much to read a document of 100 MB is not much more than a task.
   */
  private static final long ROWS_TASK_BYTES = 128L << 20;

  private Documents() {}

  /**
   * Every record of the inputs, readable or not.
   *
   * @throws GlossaException (usage) if a path matches nothing; (bad input) if there is no file
   */
  public static Dataset<Row> read(SparkSession spark, List<String> paths, IngestSettings settings) {
    InputPlan plan = InputPlan.of(paths, HadoopConfigurations.of(spark));
    return parts(spark, plan, settings)
        .reduce(Dataset::unionByName)
        .orElseThrow(() -> noDocument(paths));
  }

  /**
   * The files and Delta tables that the paths mean, by path.
   *
   * @throws GlossaException (usage) if a path matches nothing
   */
  public static List<Source> sources(List<String> paths, Configuration hadoop) {
    return List.copyOf(InputPlan.of(paths, hadoop).sources().values());
  }

  /**
   * Every record of some of the {@link #sources} of the paths, readable or not.
   *
   * @throws GlossaException (usage) if a path matches nothing
   */
  public static Dataset<Row> read(
      SparkSession spark, List<String> paths, List<Source> chosen, IngestSettings settings) {
    return read(spark, InputPlan.of(paths, HadoopConfigurations.of(spark)).only(chosen), settings);
  }

  /** Every record of the plan, of which there may be none. */
  static Dataset<Row> read(SparkSession spark, InputPlan plan, IngestSettings settings) {
    return parts(spark, plan, settings)
        .reduce(Dataset::unionByName)
        .orElseGet(() -> spark.createDataFrame(List.<Row>of(), SCHEMA));
  }

  private static Stream<Dataset<Row>> parts(
      SparkSession spark, InputPlan plan, IngestSettings settings) {
    Configuration hadoop = HadoopConfigurations.of(spark);
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!plan.splits().isEmpty()) {
      parts.add(readFiles(spark, plan, hadoop, settings.limits()));
    }
    parts.addAll(Tables.read(spark, plan, hadoop, settings.fields()));
    return parts.stream();
  }

  /**
   * Some columns of what can be read and has text.
   *
   * @param records counts what is read
   */
  public static JavaRDD<Row> readable(
      SparkSession spark,
      List<String> paths,
      IngestSettings settings,
      ReadRecords records,
      String... columns) {
    List<Column> selected =
        Stream.of(columns).map(functions::col).collect(Collectors.toCollection(ArrayList::new));
    int file = selected.size();
    selected.add(col("origin.file"));
    selected.add(col("error"));
    selected.add(col("text").notEqual(""));
    return read(spark, paths, settings)
        .select(selected.toArray(Column[]::new))
        .toJavaRDD()
        .filter(
            row ->
                records.isReadable(row.getString(file), row.getString(file + 1))
                    && row.getBoolean(file + 2));
  }

  /**
   * The text and label of every document of {@link #readable}, for jobs that read much and need no
   * more. Files are not turned into rows first; large ones are dealt out evenly.
   *
   * @param read counts what is read
   */
  public static JavaRDD<LabelledText> texts(
      SparkSession spark, List<String> paths, IngestSettings settings, ReadRecords read) {
    Configuration hadoop = HadoopConfigurations.of(spark);
    InputPlan plan = InputPlan.of(paths, hadoop);
    List<JavaRDD<LabelledText>> parts = new ArrayList<>();
    if (!plan.splits().isEmpty()) {
      IngestSettings.Limits limits = settings.limits();
      SerializableConfiguration configuration = new SerializableConfiguration(hadoop);
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      List<Split> splits = dealt(plan, context.defaultParallelism());
      parts.add(
          context
              .parallelize(splits, tasks(plan, context.defaultParallelism()))
              .mapPartitions(own -> records(own, configuration, limits))
              .map(Documents::withMainText)
              .filter(record -> read.isReadable(record.file(), record.error()))
              .map(record -> new LabelledText(record.text(), record.language()))
              .filter(document -> !document.text().isEmpty()));
    }
    for (Dataset<Row> table : Tables.read(spark, plan, hadoop, settings.fields())) {
      parts.add(
          table
              .select("text", "language", "origin.file", "error")
              .toJavaRDD()
              .filter(row -> read.isReadable(row.getString(2), row.getString(3)))
              .map(row -> new LabelledText(row.getString(0), row.getString(1)))
              .filter(document -> !document.text().isEmpty()));
    }
    return parts.stream().reduce(JavaRDD::union).orElseThrow(() -> noDocument(paths));
  }

  private static int tasks(InputPlan plan, int parallelism) {
    return (int)
        Math.max(
            1,
            Math.min(plan.splits().size(), Math.max(16L * parallelism, plan.bytes() / TASK_BYTES)));
  }

  /**
   * The splits in such an order that each of as many slices as tasks gets its share of large ones.
   */
  private static List<Split> dealt(InputPlan plan, int parallelism) {
    List<Split> bySize = new ArrayList<>(plan.splits());
    bySize.sort(Comparator.comparing(Split::length).reversed());
    int tasks = tasks(plan, parallelism);
    List<Split> dealt = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      for (int i = task; i < bySize.size(); i += tasks) {
        dealt.add(bySize.get(i));
      }
    }
    return dealt;
  }

  private static GlossaException noDocument(List<String> paths) {
    return GlossaException.badInput(
        "There is no document in %s: the folder has no file.", String.join(", ", paths));
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
        (int)
            Math.min(
                plan.splits().size(), Math.max(4L * parallelism, plan.bytes() / ROWS_TASK_BYTES));
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

  /** The record with its page's main text for text, or with the reason why it has none. */
  private static RawRecord withMainText(RawRecord record) {
    if (record.error() != null) {
      return record;
    }
    if (Controls.areMany(record.text())) {
      return refused(record, "more than a tenth of the text is control characters");
    }
    try {
      return record.html() ? record.with(Html.mainText(record.text()), null) : record;
    } catch (UnreadablePageException e) {
      return refused(record, e.getMessage());
    }
  }

  private static RawRecord refused(RawRecord record, String reason) {
    int length = Math.min(record.text().length(), RawRecord.EXCERPT);
    return record.with(record.text().substring(0, length), reason);
  }

  /** The record as a row of {@link #SCHEMA}, with its page's main text. */
  static Row row(RawRecord raw) {
    RawRecord record = withMainText(raw);
    return RowFactory.create(
        record.id(),
        record.url(),
        record.text(),
        record.language(),
        JavaConverters.mapAsScalaMap(record.metadata()),
        RowFactory.create(record.file(), record.offset()),
        record.error());
  }
}
