package dev.glossa.evaluate;

import dev.glossa.inference.ExecutorModels;
import dev.glossa.inference.ModelSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A model of the executor, borrowed for a partition.
 *
 * @param source the model
 * @param most how many copies of the weights an executor may hold
 */
record ModelAnswerers(ModelSource source, int most) implements AnswererSource {

  @Override
  public <T extends Item> Iterator<Row> ask(Iterator<ItemBatch<T>> batches, Asking<T> asking)
      throws IOException, InterruptedException {
    return ExecutorModels.lend(
        source,
        most,
        model -> {
          Answerer answerer = ModelAnswerer.of(model, source);
          List<Row> rows = new ArrayList<>();
          batches.forEachRemaining(batch -> rows.addAll(asking.ask(batch, answerer)));
          return rows.iterator();
        });
  }
}
