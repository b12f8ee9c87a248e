package dev.glossa.evaluate;

import dev.glossa.benchmark.AgievalDataset;
import dev.glossa.benchmark.AgievalItem;

/**
 * A question of AGIEval.
 *
 * @param dataset whose it is
 * @param index its place in the file, from 0
 * @param item what the file says
 */
record AgievalQuestion(AgievalDataset dataset, int index, AgievalItem item) implements Item {
  @Override
  public String subject() {
    return dataset.key();
  }

  @Override
  public String id() {
    return dataset.key() + "/" + index;
  }

  @Override
  public String gold() {
    AgievalItem.Label gold = item.gold();
    return gold == null ? "" : String.join("", gold.letters());
  }
}
