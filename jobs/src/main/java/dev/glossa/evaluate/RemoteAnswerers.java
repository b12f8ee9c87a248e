package dev.glossa.evaluate;

import dev.glossa.remote.ApiKey;
import dev.glossa.remote.RemoteClient;
import dev.glossa.remote.RemoteModel;
import dev.glossa.remote.RemoteSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;

/**
 * A model behind a server. All tasks of an executor ask by one client, so that the limits of the
 * settings hold for the executor.
 *
 * @param form what of the protocol is used
 * @param topTokens how many of the likeliest tokens the server tells at most
 */
record RemoteAnswerers(
    RemoteModel model, RemoteSettings settings, ApiKey key, RemoteAnswerer.Form form, int topTokens)
    implements AnswererSource {

  /** The clients of this executor: static state, so that every task in this JVM has the same. */
  private static final Map<RemoteAnswerers, RemoteClient> CLIENTS = new ConcurrentHashMap<>();

  @Override
  public <T extends Item> Iterator<Row> ask(Iterator<ItemBatch<T>> batches, Asking<T> asking)
      throws IOException, InterruptedException {
    RemoteClient client =
        CLIENTS.computeIfAbsent(this, same -> new RemoteClient(model, settings, key));
    Answerer answerer = new RemoteAnswerer(client, form, topTokens);
    ExecutorService threads = Executors.newFixedThreadPool(settings.concurrency());
    List<Future<List<Row>>> asked = new ArrayList<>();
    try {
      batches.forEachRemaining(
          batch -> asked.add(threads.submit(() -> asking.ask(batch, answerer))));
      List<Row> rows = new ArrayList<>();
      for (Future<List<Row>> some : asked) {
        rows.addAll(some.get());
      }
      return rows.iterator();
    } catch (ExecutionException e) {
      // What waits is asked no more; what is under way is answered, and kept.
      asked.forEach(some -> some.cancel(false));
      threads.shutdown();
      threads.awaitTermination(1, TimeUnit.HOURS);
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
