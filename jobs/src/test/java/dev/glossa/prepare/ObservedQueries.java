package dev.glossa.prepare;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.collection.JavaConverters;

/** Listens to a session, and keeps what its queries observed. */
final class ObservedQueries implements QueryExecutionListener, AutoCloseable {
  private static final long MOST_MILLISECONDS = 60_000;

  private record Observed(String name, Row counts) {}

  private final SparkSession spark;
  private final List<Observed> heard = new CopyOnWriteArrayList<>();

  ObservedQueries(SparkSession spark) {
    this.spark = spark;
    spark.listenerManager().register(this);
  }

  /** What was observed under the name, in order. */
  List<Row> of(String name) throws TimeoutException {
    spark.sparkContext().listenerBus().waitUntilEmpty(MOST_MILLISECONDS);
    return heard.stream().filter(each -> each.name().equals(name)).map(Observed::counts).toList();
  }

  @Override
  public void onSuccess(String function, QueryExecution query, long nanoseconds) {
    JavaConverters.mapAsJavaMap(query.observedMetrics())
        .forEach((name, counts) -> heard.add(new Observed(name, counts)));
  }

  @Override
  public void onFailure(String function, QueryExecution query, Exception failure) {}

  @Override
  public void close() {
    spark.listenerManager().unregister(this);
  }
}
