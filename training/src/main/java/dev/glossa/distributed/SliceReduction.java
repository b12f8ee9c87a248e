package dev.glossa.distributed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.nd4j.linalg.api.ndarray.INDArray;
import scala.Tuple2;

/**
 * Weighted sum of what the workers left in their gradient arrays, slice by slice on the executors;
 * only the sum comes to the driver. Always in the order of the workers, in double, whatever arrives
 * first, so that the bits do not depend on chance.
 */
final class SliceReduction {

  private record Part(int worker, int count, byte[] bytes) implements Serializable {}

  private SliceReduction() {}

  /**
   * @param workers one partition for each worker, placed where its state lives
   * @param exchange in what form the arrays are sent, to which they have been rounded
   * @param weights one for each worker
   * @param into the flat array on the driver that receives the sum
   */
  static void sum(
      JavaRDD<Integer> workers,
      String run,
      String attempt,
      long completedSteps,
      Exchange exchange,
      double[] weights,
      INDArray into) {
    int width = into.dataType().width();
    JavaPairRDD<Integer, Part> parts =
        workers.flatMapToPair(worker -> parts(run, worker, attempt, completedSteps, exchange));
    List<Tuple2<Integer, byte[]>> sums =
        parts
            .groupByKey(Math.min(FlatBytes.slices(into.length()), weights.length))
            .mapValues(slice -> sum(slice, exchange, weights, width))
            .collect();
    for (Tuple2<Integer, byte[]> sum : sums) {
      FlatBytes.write(sum._2(), into, (long) sum._1() * FlatBytes.SLICE);
    }
  }

  private static Iterator<Tuple2<Integer, Part>> parts(
      String run, int number, String attempt, long completedSteps, Exchange exchange) {
    Worker worker = Worker.of(run, number);
    String obstacle = worker.obstacle(attempt, completedSteps);
    if (obstacle != null) {
      throw new WorkerLostException("worker %d: %s".formatted(number, obstacle));
    }
    INDArray gradients = worker.replica().gradients();
    List<Tuple2<Integer, Part>> parts = new ArrayList<>();
    for (int slice = 0; slice < FlatBytes.slices(gradients.length()); slice++) {
      byte[] bytes = FlatBytes.read(gradients, slice);
      int count = bytes.length / gradients.dataType().width();
      byte[] sent =
          exchange.isNarrow()
              ? exchange.encode(FlatBytes.floats(bytes, bytes.length / count), new float[count])
              : bytes;
      parts.add(new Tuple2<>(slice, new Part(number, count, sent)));
    }
    return parts.iterator();
  }

  private static byte[] sum(Iterable<Part> slice, Exchange exchange, double[] weights, int width) {
    List<Part> parts = new ArrayList<>();
    slice.forEach(parts::add);
    parts.sort(Comparator.comparingInt(Part::worker));
    double[] sums = new double[parts.get(0).count()];
    for (Part part : parts) {
      exchange.addScaled(sums, part.bytes(), weights[part.worker()]);
    }
    return FlatBytes.encode(sums, width);
  }
}
