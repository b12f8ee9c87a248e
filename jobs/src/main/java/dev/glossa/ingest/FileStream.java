package dev.glossa.ingest;

import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Files that appear in folders or under globs. Spark finds them and keeps which it has seen; {@link
 * Documents} reads them, so that every format is read as in a batch.
 */
public final class FileStream implements DocumentStream {

  /** Spark's source of whole files, of which only the path is asked for. */
  private static final StructType FILES =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("modificationTime", DataTypes.TimestampType)
          .add("length", DataTypes.LongType)
          .add("content", DataTypes.BinaryType);

  /** A file counts however much older it is than the newest. */
  private static final String ANY_AGE = "365000d";

  private final List<String> paths;
  private final int maxFiles;
  private final IngestSettings settings;

  /**
   * @param paths folders, globs or files
   * @param maxFiles the most files of a micro-batch
   */
  public FileStream(List<String> paths, int maxFiles, IngestSettings settings) {
    this.paths = List.copyOf(paths);
    this.maxFiles = maxFiles;
    this.settings = settings;
  }

  /**
   * @throws GlossaException (usage) if a path matches nothing, or is a Delta table
   */
  @Override
  public Dataset<Row> open(SparkSession spark) {
    Configuration hadoop = HadoopConfigurations.of(spark);
    paths.forEach(path -> refuseTables(path, hadoop));
    return paths.stream()
        .map(
            path ->
                spark
                    .readStream()
                    .format("binaryFile")
                    .schema(FILES)
                    .option("recursiveFileLookup", true)
                    .option("maxFilesPerTrigger", maxFiles)
                    .option("maxFileAge", ANY_AGE)
                    .load(path)
                    .select("path"))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private static void refuseTables(String path, Configuration hadoop) {
    try {
      for (FileStatus status : Inputs.resolve(path, hadoop)) {
        Path folder = status.getPath();
        FileSystem fileSystem = folder.getFileSystem(hadoop);
        if (fileSystem.exists(new Path(folder, "_delta_log"))
            || fileSystem.exists(new Path(folder, "corpus/_delta_log"))) {
          throw GlossaException.usage(
              "'%s' is a Delta table or a folder of prepare, which is not read as a stream of"
                  + " files: leave out --stream.",
              path);
        }
      }
    } catch (IOException e) {
      throw Inputs.unreadable(path, e);
    }
  }

  @Override
  public MicroBatch read(SparkSession spark, Dataset<Row> batch, Collection<String> known) {
    // Two of the paths may mean the same file.
    Set<String> files = new HashSet<>(batch.as(Encoders.STRING()).collectAsList());
    files.removeAll(known);
    InputPlan plan = InputPlan.ofFiles(files, HadoopConfigurations.of(spark));
    return new MicroBatch(
        Documents.read(spark, plan, settings), List.copyOf(plan.sources().values()));
  }

  @Override
  public String describe() {
    return "files of " + String.join(", ", paths);
  }
}
