package dev.glossa.pack;

import dev.glossa.distributed.TokenBlock;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The {@code blocks} table: packs documents of tokens into it, and reads it to train on.
 *
 * <p>Documents are packed inside hash buckets of their ids; how many buckets there are depends on
 * the number of tokens alone, and blocks are numbered by bucket, so the table does not depend on
 * how Spark partitions the work.
 */
public final class BlockTable {

  /** The table's name in an output folder. */
  public static final String NAME = "blocks";

  /** Blocks to a bucket: enough for little padding, few enough for one task's memory. */
  private static final long BLOCKS_PER_BUCKET = 2048;

  private static final StructType SCHEMA =
      new StructType()
          .add("block", DataTypes.LongType, false)
          .add("input_ids", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("labels", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("lengths", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("documents", DataTypes.createArrayType(DataTypes.StringType, false), false);

  private BlockTable() {}

  /**
   * A document as tokens.
   *
   * @param id its id
   * @param ids all its tokens, special ones among them
   * @param labels beside them, −100 where nothing is learned
   */
  public record TokenDocument(String id, int[] ids, int[] labels) implements Serializable {
    /** A document all of which is learned. */
    public static TokenDocument of(String id, int[] ids) {
      return new TokenDocument(id, ids, ids);
    }
  }

  /**
   * Packs and writes the table.
   *
   * @param length tokens of a block
   * @param padId what fills a block up
   * @param path where the table is written
   */
  public static PackResult write(
      SparkSession spark, JavaRDD<TokenDocument> source, int length, int padId, String path) {
    JavaRDD<TokenDocument> documents = source.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Tuple2<Long, Long> total =
          documents
              .mapToPair(document -> new Tuple2<>(1L, (long) document.ids().length))
              .fold(new Tuple2<>(0L, 0L), (a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()));
      if (total._1() == 0) {
        throw GlossaException.badInput("There is no document to pack in the input.");
      }
      int buckets = buckets(total._2(), length);
      JavaPairRDD<Integer, List<PackedBlock>> packed =
          documents
              .mapToPair(document -> new Tuple2<>(bucket(document.id(), buckets), document))
              .groupByKey(Math.min(buckets, 4 * spark.sparkContext().defaultParallelism()))
              .mapValues(bucket -> pack(bucket, length, padId, true))
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        return write(spark, packed, total._1(), total._2(), length, path);
      } finally {
        packed.unpersist();
      }
    } finally {
      documents.unpersist();
    }
  }

  private static PackResult write(
      SparkSession spark,
      JavaPairRDD<Integer, List<PackedBlock>> packed,
      long documents,
      long tokens,
      int length,
      String path) {
    Map<Integer, Long> firstBlock = new TreeMap<>();
    long blocks = 0;
    long segments = 0;
    List<Tuple2<Integer, long[]>> sizes =
        new ArrayList<>(packed.mapValues(BlockTable::size).collect());
    sizes.sort(Comparator.comparingInt(Tuple2::_1));
    for (Tuple2<Integer, long[]> size : sizes) {
      firstBlock.put(size._1(), blocks);
      blocks += size._2()[0];
      segments += size._2()[1];
    }
    JavaRDD<Row> rows =
        packed.flatMap(
            bucket -> {
              List<Row> some = new ArrayList<>();
              long block = firstBlock.get(bucket._1());
              for (PackedBlock packedBlock : bucket._2()) {
                some.add(row(block++, packedBlock));
              }
              return some.iterator();
            });
    spark.createDataFrame(rows, SCHEMA).write().format("delta").save(path);
    return new PackResult(
        documents,
        tokens,
        blocks,
        segments - documents,
        1 - (double) tokens / ((double) blocks * length));
  }

  /**
   * Packs documents of at most a block's length without cutting any, and without a table: what is
   * tuned on is small and packed anew each time.
   */
  public static JavaPairRDD<Long, TokenBlock> pack(
      SparkSession spark, JavaRDD<TokenDocument> documents, int length, int padId) {
    List<PackedBlock> blocks = pack(documents.collect(), length, padId, false);
    List<Tuple2<Long, TokenBlock>> numbered = new ArrayList<>();
    for (PackedBlock block : blocks) {
      numbered.add(
          new Tuple2<>(
              (long) numbered.size(),
              new TokenBlock(block.inputIds(), block.labels(), block.lengths())));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelizePairs(numbered, spark.sparkContext().defaultParallelism());
  }

  /** Depends on the tokens alone. */
  static int buckets(long tokens, int length) {
    return Math.toIntExact(Math.max(1, tokens / (BLOCKS_PER_BUCKET * length)));
  }

  private static int bucket(String id, int buckets) {
    return Math.floorMod(id.hashCode() * 0x9e3779b9 >> 8, buckets);
  }

  private static List<PackedBlock> pack(
      Iterable<TokenDocument> documents, int length, int padId, boolean fill) {
    List<Segment> whole = new ArrayList<>();
    for (TokenDocument document : documents) {
      whole.add(new Segment(document.id(), 0, document.ids(), document.labels()));
    }
    return new BestFitPacking(length, fill)
        .pack(whole).stream().map(block -> PackedBlock.of(block, length, padId)).toList();
  }

  private static long[] size(List<PackedBlock> blocks) {
    return new long[] {
      blocks.size(), blocks.stream().mapToLong(block -> block.lengths().length).sum()
    };
  }

  private static Row row(long number, PackedBlock block) {
    return RowFactory.create(
        number,
        block.inputIds(),
        block.labels(),
        block.lengths(),
        block.documents().toArray(new String[0]));
  }

  /**
   * The table at a path, or {@code blocks} in the folder at that path.
   *
   * @throws GlossaException if there is none
   */
  public static JavaPairRDD<Long, TokenBlock> read(SparkSession spark, String path) {
    return spark
        .read()
        .format("delta")
        .load(locate(spark, path))
        .select("block", "input_ids", "labels", "lengths")
        .toJavaRDD()
        .mapToPair(
            row ->
                new Tuple2<>(
                    row.getLong(0), new TokenBlock(ints(row, 1), ints(row, 2), ints(row, 3))));
  }

  private static int[] ints(Row row, int column) {
    List<Integer> list = row.getList(column);
    int[] ints = new int[list.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = list.get(i);
    }
    return ints;
  }

  private static String locate(SparkSession spark, String path) {
    for (String candidate : new String[] {path, path + "/" + NAME}) {
      Path log = new Path(candidate, "_delta_log");
      try {
        if (log.getFileSystem(spark.sessionState().newHadoopConf()).exists(log)) {
          return candidate;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + candidate, e);
      }
    }
    throw GlossaException.usage(
        "'%s' is no table of blocks: make one by 'glossa pack', and give its folder.", path);
  }
}
