package dev.glossa.text;

import dev.glossa.text.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which blocks of a page are its content. Links make a block boilerplate. A long block is content;
 * a short one is what its neighbours are (as in jusText); a heading is content when content
 * follows.
 */
final class ContentBlocks {

  private static final double MOST_LINKS = 0.5;
  private static final int LONG = 70;

  /** How many short blocks may stand between a block and the long one that speaks for it. */
  private static final int REACH = 3;

  private ContentBlocks() {}

  /** The content among the blocks, in order; when nothing is long, all that is not links. */
  static List<Block> content(List<Block> blocks) {
    List<Block> unlinked =
        blocks.stream().filter(block -> block.linkDensity() <= MOST_LINKS).toList();
    boolean[] kept = new boolean[blocks.size()];
    boolean any = false;
    for (int i = 0; i < kept.length; i++) {
      kept[i] = isLong(blocks.get(i));
      any |= kept[i];
    }
    if (!any) {
      return unlinked;
    }
    List<Block> content = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] || belongs(blocks, kept, i)) {
        content.add(blocks.get(i));
      }
    }
    return content;
  }

  /** One line a block. */
  static String join(List<Block> blocks) {
    return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
  }

  private static boolean isLong(Block block) {
    return block.linkDensity() <= MOST_LINKS
        && (block.weight() >= LONG || block.kind() == Kind.PREFORMATTED);
  }

  private static boolean belongs(List<Block> blocks, boolean[] isLong, int index) {
    Block block = blocks.get(index);
    if (block.linkDensity() > MOST_LINKS) {
      return false;
    }
    boolean follows = isNear(blocks, isLong, index, 1);
    return block.kind() == Kind.HEADING ? follows : follows || isNear(blocks, isLong, index, -1);
  }

  /** Whether a long block comes in a direction before too many short ones or any links. */
  private static boolean isNear(List<Block> blocks, boolean[] isLong, int index, int direction) {
    int i = index + direction;
    for (int step = 0; step < REACH && i >= 0 && i < isLong.length; step++, i += direction) {
      if (isLong[i]) {
        return true;
      }
      if (blocks.get(i).linkDensity() > MOST_LINKS) {
        return false;
      }
    }
    return false;
  }
}
