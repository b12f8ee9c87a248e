package dev.glossa.ingest;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A share of an input as files of its own, in the input's formats, and half of that share, so that
 * what grows with the input can be told from what does not. The same input gives the same sample:
 * what is taken is decided by hashes of names, places and texts.
 *
 * <p>Every file gives a piece in proportion to its size; where the pieces would be small, some
 * files give a larger one. A piece begins anywhere in plain JSON Lines and in WARC, and at the
 * beginning of what is compressed as a whole; where that ends a record is torn, which readers count
 * as unreadable. Plain text files that are documents are taken whole. Tables give rows.
 *
 * @param files files and tables of the input
 * @param bytes of the input, as stored
 * @param half bytes of the smaller part
 * @param whole bytes of the larger part
 * @param largest the largest file that only one task can read; null if tasks share every file
 */
public record InputSample(int files, long bytes, long half, long whole, LargestFile largest) {

  /** Numbers that rows of tables are dealt out to. */
  private static final int LOTS = 1_000_000;

  /**
   * A file that is read from its beginning to its end.
   *
   * @param path where it is
   * @param bytes as stored
   */
  public record LargestFile(String path, long bytes) {}

  /**
   * A table of the input.
   *
   * @param rows as they are stored
   * @param bytes as stored
   * @param path where it, or its first file, is
   */
  private record Table(Dataset<Row> rows, long bytes, String path) {
    /** Writes a share of the rows; returns its bytes as they were stored. */
    long write(double share, DocumentFields fields, Path target) {
      rows.where(pmod(xxhash64(Tables.text(rows, path, fields)), lit(LOTS)).lt(lit(share * LOTS)))
          .write()
          .parquet(target.toString());
      return Math.round(share * bytes);
    }
  }

  /**
   * Writes a sample.
   *
   * @param atMost about how many bytes it has, as stored
   * @param halfFolder where the smaller part is written
   * @param wholeFolder where the larger part is written, which holds the smaller
   * @throws GlossaException (usage) if a path matches nothing, or there is too little to take half
   *     of it
   */
  public static InputSample write(
      SparkSession spark,
      List<String> paths,
      long atMost,
      IngestSettings settings,
      Path halfFolder,
      Path wholeFolder)
      throws IOException {
    Configuration hadoop = HadoopConfigurations.of(spark);
    InputPlan plan = InputPlan.of(paths, hadoop);
    List<Table> tables = tables(spark, plan, hadoop);
    long bytes = plan.bytes() + tables.stream().mapToLong(Table::bytes).sum();
    if (bytes == 0) {
      throw GlossaException.usage(
          "There is nothing to take a sample of in %s: no file there has a byte, so name others.",
          String.join(", ", paths));
    }
    double share = Math.min(1, (double) atMost / bytes);
    long half = 0;
    long whole = 0;
    List<SamplePiece> pieces = pieces(plan, share, settings.limits().textByLine());
    for (int i = 0; i < pieces.size(); i++) {
      SamplePiece piece = pieces.get(i);
      String name = "%06d-%s".formatted(i, new Path(piece.split().file()).getName());
      half += piece.copyHalf(new Path(halfFolder, name), hadoop);
      whole += piece.copy(new Path(wholeFolder, name), hadoop);
    }
    for (int i = 0; i < tables.size(); i++) {
      String name = "table-" + i;
      half += tables.get(i).write(share / 2, settings.fields(), new Path(halfFolder, name));
      whole += tables.get(i).write(share, settings.fields(), new Path(wholeFolder, name));
    }
    if (half == 0 || half >= whole) {
      throw GlossaException.usage(
          "A sample of %,d bytes of %s cannot be halved: name more text, or a larger --sample.",
          whole, String.join(", ", paths));
    }
    return new InputSample(plan.sources().size(), bytes, half, whole, largest(plan).orElse(null));
  }

  private static List<SamplePiece> pieces(InputPlan plan, double share, boolean textByLine) {
    return plan.splits().stream()
        .flatMap(split -> SamplePiece.of(split, share, textByLine).stream())
        .toList();
  }

  private static List<Table> tables(SparkSession spark, InputPlan plan, Configuration hadoop)
      throws IOException {
    List<Table> tables = new ArrayList<>();
    if (!plan.parquet().isEmpty()) {
      long bytes = 0;
      for (String file : plan.parquet()) {
        Path path = new Path(file);
        bytes += path.getFileSystem(hadoop).getFileStatus(path).getLen();
      }
      Dataset<Row> rows =
          spark
              .read()
              .option("mergeSchema", "true")
              .option("ignoreCorruptFiles", "true")
              .parquet(plan.parquet().toArray(String[]::new));
      tables.add(new Table(rows, bytes, plan.parquet().get(0)));
    }
    for (String table : plan.tables()) {
      long bytes =
          DeltaTable.forPath(spark, table).detail().select("sizeInBytes").first().getLong(0);
      tables.add(new Table(spark.read().format("delta").load(table), bytes, table));
    }
    return tables;
  }

  private static Optional<LargestFile> largest(InputPlan plan) {
    return plan.splits().stream()
        .filter(split -> !Format.isSplittable(split.file()))
        .max(Comparator.comparing(Split::length))
        .map(split -> new LargestFile(split.file(), split.length()));
  }
}
