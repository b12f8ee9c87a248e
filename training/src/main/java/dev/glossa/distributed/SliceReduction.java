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

  private record Part(int worker, byte[] bytes) implements Serializable {}

  private SliceReduction() {}

  /**
   * @param workers one partition for each worker, placed where its state lives
   * @param weights one for each worker
   * @param into the flat array on the driver that receives the sum
   */
  static void sum(
      JavaRDD<Integer> workers,
      String run,
      String attempt,
      long completedSteps,
      double[] weights,
      INDArray into) {
    int width = into.dataType().width();
    JavaPairRDD<Integer, Part> parts =
        workers.flatMapToPair(worker -> parts(run, worker, attempt, completedSteps));
    List<Tuple2<Integer, byte[]>> sums =
        parts
            .groupByKey(Math.min(FlatBytes.slices(into.length()), weights.length))
            .mapValues(slice -> sum(slice, weights, width))
            .collect();
    for (Tuple2<Integer, byte[]> sum : sums) {
      FlatBytes.write(sum._2(), into, (long) sum._1() * FlatBytes.SLICE);
    }
  }

  private static Iterator<Tuple2<Integer, Part>> parts(
      String run, int number, String attempt, long completedSteps) {
    Worker worker = Worker.of(run, number);
    String obstacle = worker.obstacle(attempt, completedSteps);
    if (obstacle != null) {
      throw new WorkerLostException("worker %d: %s".formatted(number, obstacle));
    }
    INDArray gradients = worker.replica().gradients();
    List<Tuple2<Integer, Part>> parts = new ArrayList<>();
    for (int slice = 0; slice < FlatBytes.slices(gradients.length()); slice++) {
      byte[] bytes = FlatBytes.read(gradients, slice);
      parts.add(new Tuple2<>(slice, new Part(number, bytes)));
    }
    return parts.iterator();
  }

  private static byte[] sum(Iterable<Part> slice, double[] weights, int width) {
    List<Part> parts = new ArrayList<>();
    slice.forEach(parts::add);
    parts.sort(Comparator.comparingInt(Part::worker));
    double[] sums = new double[parts.get(0).bytes().length / width];
    for (Part part : parts) {
      FlatBytes.addScaled(sums, part.bytes(), weights[part.worker()]);
    }
    return FlatBytes.encode(sums, width);
  }
}
