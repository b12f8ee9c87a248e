package dev.glossa.evaluate;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** Where the tasks of a job get the model from that they ask; small, for it travels with them. */
public interface AnswererSource extends Serializable {

  /** What is done with the items of a batch; it must not depend on other items. */
  interface Asking<T extends Item> extends Serializable {
    List<Row> ask(ItemBatch<T> batch, Answerer answerer);
  }

  /**
   * Asks all items of a partition, as many batches at a time as is good for the model.
   *
   * @return a row for every item, in any order
   */
  <T extends Item> Iterator<Row> ask(Iterator<ItemBatch<T>> batches, Asking<T> asking)
      throws IOException, InterruptedException;
}
