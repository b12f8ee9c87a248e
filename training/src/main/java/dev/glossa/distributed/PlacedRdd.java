package dev.glossa.distributed;

import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The parent's partitions, each preferring the executor where its worker's state lives. */
final class PlacedRdd<T> extends RDD<T> {

  private final List<String> locations;

  private PlacedRdd(JavaRDD<T> parent, List<String> locations) {
    super(parent.rdd(), parent.classTag());
    this.locations = locations;
  }

  /** Empty locations mean that nothing is known yet, and Spark places as it likes. */
  static <T> JavaRDD<T> of(JavaRDD<T> parent, List<String> locations) {
    return locations.isEmpty()
        ? parent
        : new PlacedRdd<>(parent, List.copyOf(locations)).toJavaRDD();
  }

  @Override
  public Iterator<T> compute(Partition split, TaskContext context) {
    return firstParent(elementClassTag()).iterator(split, context);
  }

  @Override
  public Partition[] getPartitions() {
    return firstParent(elementClassTag()).partitions();
  }

  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    return JavaConverters.asScalaBuffer(List.of(locations.get(split.index())));
  }
}
