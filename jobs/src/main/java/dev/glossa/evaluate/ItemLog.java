package dev.glossa.evaluate;

import dev.glossa.dedup.ContentHash;
import dev.glossa.distributed.HadoopSettings;
import dev.glossa.job.GlossaException;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * The rows of items as they are scored, in files of a few rows each, so that a run that is killed
 * asks nothing twice when it is started again. Rows are found by what their item is, or their batch
 * of items, not by where: an item that has changed is asked, and any number of partitions will do.
 *
 * <p>It is opened on the driver and travels with the tasks.
 */
final class ItemLog implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a row is made of: a file with anything else, which is none of ours, is not read. */
  private static final ObjectInputFilter ROWS =
      ObjectInputFilter.Config.createFilter(
          "java.lang.*;java.util.*;org.apache.spark.sql.catalyst.expressions.*"
              + ";scala.collection.mutable.*;!*");

  private final String folder;
  private final String run = UUID.randomUUID().toString();
  private final int rowsOfAFile;
  private final Broadcast<Map<String, List<Row>>> earlier;
  private final LongAccumulator asked;
  private long expected = -1;

  private ItemLog(
      String folder,
      int rowsOfAFile,
      Broadcast<Map<String, List<Row>>> earlier,
      LongAccumulator asked) {
    this.folder = folder;
    this.rowsOfAFile = rowsOfAFile;
    this.earlier = earlier;
    this.asked = asked;
  }

  /**
   * @param folder where rows are, of this run and of those that were killed
   * @param scope what else decides a row than its item: rows of another scope are removed
   * @param task what is measured
   * @param rowsOfAFile how many rows are written at once: fewer are lost when a task is killed
   */
  static ItemLog open(SparkSession spark, Path folder, String scope, String task, int rowsOfAFile)
      throws IOException {
    if (rowsOfAFile < 1) {
      throw GlossaException.usage(
          "'evaluate.save-every' is %d: at least one item is saved at a time.", rowsOfAFile);
    }
    FileSystem fileSystem = folder.getFileSystem(spark.sessionState().newHadoopConf());
    Path own = fileSystem.makeQualified(new Path(folder, key(scope)));
    if (!fileSystem.exists(own)) {
      fileSystem.delete(folder, true);
    }
    Path rows = new Path(own, key(task));
    fileSystem.mkdirs(rows);
    return new ItemLog(
        rows.toString(),
        rowsOfAFile,
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(read(fileSystem, rows, "")),
        spark.sparkContext().longAccumulator("items asked"));
  }

  /** Does what a task does with the items that have no row yet. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * @param keeper takes every row as soon as it is there, from any thread
     */
    Iterator<Row> rows(Iterator<T> missing, Keeper<T> keeper)
        throws IOException, InterruptedException;
  }

  /** Keeps the rows of an item, or of all items of a batch, and gives them back. */
  @FunctionalInterface
  interface Keeper<T> {
    List<Row> keep(T item, List<Row> rows);
  }

  /** How many rows this run has added, so far. */
  LongAccumulator asked() {
    return asked;
  }

  /**
   * Says on the driver which items will be asked, where they are known.
   *
   * @param rows how many rows an item has
   */
  <T> void expect(List<T> items, ToIntFunction<T> rows) {
    expected =
        items.stream().filter(item -> !earlier.value().containsKey(key(item))).mapToInt(rows).sum();
  }

  /** How many rows this run will add in all; negative if nobody knows. */
  long expected() {
    return expected;
  }

  /**
   * The rows of a partition: those that are there, and those that are missing.
   *
   * @param items records, which say in words all that they are
   */
  <T> Iterator<Row> complete(Iterator<T> items, Work<T> work)
      throws IOException, InterruptedException {
    List<Row> rows = Collections.synchronizedList(new ArrayList<>());
    try (Part part = new Part(TaskContext.get())) {
      Iterator<T> missing = new Missing<>(items, part, rows);
      if (missing.hasNext()) {
        work.rows(missing, part::keep).forEachRemaining(rows::add);
      }
    }
    return rows.iterator();
  }

  /** Passes on the items without a row, and takes the rows of the others. */
  private static final class Missing<T> implements Iterator<T> {
    private final Iterator<T> items;
    private final Part part;
    private final List<Row> rows;
    private T next;

    Missing(Iterator<T> items, Part part, List<Row> rows) {
      this.items = items;
      this.part = part;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (next == null && items.hasNext()) {
        T item = items.next();
        List<Row> known = part.rows(item);
        if (known == null) {
          next = item;
        } else {
          rows.addAll(known);
        }
      }
      return next != null;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      T item = next;
      next = null;
      return item;
    }
  }

  /** What one task adds. An attempt that follows a failed one finds the rows of that one, too. */
  private final class Part implements AutoCloseable {
    private final FileSystem fileSystem;
    private final String prefix;
    private final Map<String, List<Row>> found;
    private Map<String, List<Row>> unwritten = new HashMap<>();
    private int unwrittenRows;

    Part(TaskContext task) throws IOException {
      fileSystem = new Path(folder).getFileSystem(HadoopSettings.here());
      prefix = run + "-" + task.partitionId() + "-";
      found =
          task.attemptNumber() == 0 && task.stageAttemptNumber() == 0
              ? Map.of()
              : read(fileSystem, new Path(folder), prefix);
    }

    /** Null if there are none. */
    List<Row> rows(Object item) {
      String key = key(item);
      return found.getOrDefault(key, earlier.value().get(key));
    }

    synchronized List<Row> keep(Object item, List<Row> rows) {
      unwritten.put(key(item), new ArrayList<>(rows));
      unwrittenRows += rows.size();
      asked.add(rows.size());
      if (unwrittenRows >= rowsOfAFile) {
        close();
      }
      return rows;
    }

    @Override
    public synchronized void close() {
      if (unwritten.isEmpty()) {
        return;
      }
      try {
        write(fileSystem, new Path(folder, prefix + UUID.randomUUID()), unwritten);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      unwritten = new HashMap<>();
      unwrittenRows = 0;
    }
  }

  private static void write(FileSystem fileSystem, Path file, Map<String, List<Row>> rows)
      throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(fileSystem.create(file, false))) {
      out.writeObject(rows);
    }
  }

  private static Map<String, List<Row>> read(FileSystem fileSystem, Path folder, String prefix)
      throws IOException {
    HashMap<String, List<Row>> rows = new HashMap<>();
    for (FileStatus file : fileSystem.listStatus(folder)) {
      if (file.getPath().getName().startsWith(prefix)) {
        rows.putAll(read(fileSystem, file.getPath()));
      }
    }
    return rows;
  }

  /** Nothing where the file was being written when its task was killed. */
  @SuppressWarnings("unchecked")
  private static Map<String, List<Row>> read(FileSystem fileSystem, Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(fileSystem.open(file))) {
      in.setObjectInputFilter(ROWS);
      return (Map<String, List<Row>>) in.readObject();
    } catch (EOFException | ObjectStreamException | ChecksumException | ClassNotFoundException e) {
      return Map.of();
    }
  }

  private static String key(Object item) {
    return ContentHash.of(item.toString());
  }
}
