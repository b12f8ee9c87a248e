package dev.glossa.pretrain;

import dev.glossa.distributed.Corpus;
import dev.glossa.distributed.TokenBlock;
import dev.glossa.job.GlossaException;
import dev.glossa.model.LlamaConfig;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Blocks to train on, measured.
 *
 * @param corpus kept in memory or on local disks while training
 * @param length tokens of every block
 * @param largestId the largest token id
 */
public record BlockCorpus(Corpus corpus, int length, int largestId) {

  private record Extent(long blocks, int shortest, int longest, int largestId)
      implements Serializable {
    static Extent of(TokenBlock block) {
      int length = block.ids().length;
      return new Extent(1, length, length, Arrays.stream(block.ids()).max().orElse(-1));
    }

    Extent and(Extent other) {
      return new Extent(
          blocks + other.blocks,
          Math.min(shortest, other.shortest),
          Math.max(longest, other.longest),
          Math.max(largestId, other.largestId));
    }
  }

  /**
   * Reads the blocks once.
   *
   * @throws GlossaException if there is none, or they differ in length
   */
  public static BlockCorpus of(String name, double weight, JavaPairRDD<Long, TokenBlock> blocks) {
    JavaPairRDD<Long, TokenBlock> kept = blocks.persist(StorageLevel.MEMORY_AND_DISK());
    Extent extent =
        kept.values().map(Extent::of).fold(new Extent(0, Integer.MAX_VALUE, 0, -1), Extent::and);
    if (extent.blocks() == 0) {
      throw GlossaException.badInput("'%s' has no blocks to train on.", name);
    }
    if (extent.shortest() != extent.longest()) {
      throw GlossaException.badInput(
          "'%s' has blocks of %d and of %d tokens: pack them anew.",
          name, extent.shortest(), extent.longest());
    }
    return new BlockCorpus(
        new Corpus(name, weight, extent.blocks(), kept), extent.longest(), extent.largestId());
  }

  void requireFits(LlamaConfig model) {
    if (largestId >= model.vocabSize()) {
      throw GlossaException.usage(
          "'%s' has the token id %d, but the model has %d vocabulary rows: pack with the model's"
              + " tokenizer, or grow the model by 'glossa init'.",
          corpus.name(), largestId, model.vocabSize());
    }
  }
}
