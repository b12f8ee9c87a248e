package dev.glossa.distributed;

import dev.glossa.distributed.DataOrder.Draw;
import dev.glossa.model.NativeBackend;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;

/**
 * The batches of some steps, one partition for each worker: fetches just the blocks that these
 * steps read, by one small shuffle. Step s of worker w reads the rows (s · workers + w) ·
 * rowsPerStep and following.
 */
final class StepData {

  private final List<Corpus> corpora;
  private final DataOrder order;
  private final int workers;
  private final int batchSize;
  private final int accumulation;
  private final BatchEncoder encoder;

  StepData(
      List<Corpus> corpora,
      DataOrder order,
      int workers,
      int batchSize,
      int accumulation,
      BatchEncoder encoder) {
    this.corpora = corpora;
    this.order = order;
    this.workers = workers;
    this.batchSize = batchSize;
    this.accumulation = accumulation;
    this.encoder = encoder;
  }

  /** Rows that all workers read in one step. */
  long rowsPerStep() {
    return (long) workers * batchSize * accumulation;
  }

  /** Steps from (inclusive, counted from 0) to (exclusive). */
  JavaRDD<MultiDataSet> steps(long from, long to) {
    List<Map<Long, List<Seat>>> wanted = new ArrayList<>();
    corpora.forEach(corpus -> wanted.add(new HashMap<>()));
    int rowsPerWorker = batchSize * accumulation;
    for (long step = from; step < to; step++) {
      for (int worker = 0; worker < workers; worker++) {
        for (int row = 0; row < rowsPerWorker; row++) {
          Draw draw = order.at((step * workers + worker) * rowsPerWorker + row);
          long position = (step - from) * rowsPerWorker + row;
          wanted
              .get(draw.source())
              .computeIfAbsent(draw.block(), block -> new ArrayList<>())
              .add(new Seat(worker, position));
        }
      }
    }
    JavaPairRDD<Seat, TokenBlock> seated = null;
    for (int source = 0; source < corpora.size(); source++) {
      JavaPairRDD<Seat, TokenBlock> some = seat(corpora.get(source), wanted.get(source));
      seated = seated == null ? some : seated.union(some);
    }
    int size = batchSize;
    BatchEncoder encode = encoder;
    return seated
        .repartitionAndSortWithinPartitions(new ByWorker(workers), new ByPosition())
        .mapPartitions(rows -> batches(rows, size, encode));
  }

  private static JavaPairRDD<Seat, TokenBlock> seat(Corpus corpus, Map<Long, List<Seat>> wanted) {
    return corpus
        .blocks()
        .flatMapToPair(
            block ->
                wanted.getOrDefault(block._1(), List.of()).stream()
                    .map(seat -> new Tuple2<>(seat, block._2()))
                    .iterator());
  }

  private static Iterator<MultiDataSet> batches(
      Iterator<Tuple2<Seat, TokenBlock>> rows, int batchSize, BatchEncoder encoder) {
    NativeBackend.require();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public MultiDataSet next() {
        List<TokenBlock> batch = new ArrayList<>(batchSize);
        while (batch.size() < batchSize && rows.hasNext()) {
          batch.add(rows.next()._2());
        }
        return encoder.encode(batch);
      }
    };
  }

  /** Where a row is read: by which worker, as how manieth. */
  private record Seat(int worker, long position) implements Serializable {}

  private static final class ByPosition implements Comparator<Seat>, Serializable {
    @Override
    public int compare(Seat a, Seat b) {
      return Long.compare(a.position(), b.position());
    }
  }

  private static final class ByWorker extends Partitioner {
    private final int workers;

    ByWorker(int workers) {
      this.workers = workers;
    }

    @Override
    public int numPartitions() {
      return workers;
    }

    @Override
    public int getPartition(Object key) {
      return ((Seat) key).worker();
    }
  }
}
