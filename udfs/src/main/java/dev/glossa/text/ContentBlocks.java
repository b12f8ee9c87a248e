package dev.glossa.text;

import dev.glossa.text.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which blocks of a page are its content. Links make a block boilerplate. A long block is content;
 * a short one is what its neighbours are (as in jusText); a heading is content when content
 * follows. The rows of a table and the items of a list are judged together.
 */
final class ContentBlocks {

  private static final int LONG = 70;
  private static final int LONG_TABLE = 150;

  /** How many short units may stand between a unit and the long one that speaks for it. */
  private static final int REACH = 3;

  private ContentBlocks() {}

  /** The content among the blocks, in order; when nothing is long, all that is not links. */
  static List<Block> content(List<Block> blocks) {
    List<Unit> units = units(blocks);
    boolean nothingLong = units.stream().noneMatch(Unit::isLong);
    List<Block> content = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      if (!unit.isBoilerplate() && (nothingLong || unit.isLong() || belongs(units, i))) {
        content.addAll(unit.blocks());
      }
    }
    return content;
  }

  /** One line a block. */
  static String join(List<Block> blocks) {
    return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
  }

  private static boolean belongs(List<Unit> units, int index) {
    boolean follows = isNear(units, index, 1);
    return units.get(index).kind() == Kind.HEADING ? follows : follows || isNear(units, index, -1);
  }

  /**
   * Whether a long unit comes in a direction before too many short ones or any boilerplate. Between
   * a heading and its text there may be links of other sorts than lists: authors, buttons.
   */
  private static boolean isNear(List<Unit> units, int index, int direction) {
    boolean heading = units.get(index).kind() == Kind.HEADING;
    int i = index + direction;
    for (int step = 0; step < REACH && i >= 0 && i < units.size(); step++, i += direction) {
      if (units.get(i).isLong()) {
        return true;
      }
      if (units.get(i).isBoilerplate() && !(heading && units.get(i).kind() == Kind.OTHER)) {
        return false;
      }
    }
    return false;
  }

  private static List<Unit> units(List<Block> blocks) {
    List<Unit> units = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= blocks.size(); i++) {
      if (i == blocks.size() || !areTogether(blocks.get(i - 1), blocks.get(i))) {
        units.add(Unit.of(blocks.subList(start, i)));
        start = i;
      }
    }
    return units;
  }

  private static boolean areTogether(Block before, Block block) {
    return before.kind() == block.kind()
        && (block.kind() == Kind.ROW || block.kind() == Kind.ITEM)
        && before.isBoilerplate() == block.isBoilerplate();
  }

  /** Blocks that are content together or not at all: rows, items, or a single block. */
  private record Unit(List<Block> blocks, Kind kind, boolean isLong, boolean isBoilerplate) {

    static Unit of(List<Block> blocks) {
      Kind kind = blocks.get(0).kind();
      boolean boilerplate = blocks.get(0).isBoilerplate();
      int longest = blocks.stream().mapToInt(Block::weight).max().orElse(0);
      int all = blocks.stream().mapToInt(Block::weight).sum();
      boolean isLong =
          longest >= LONG
              || kind == Kind.PREFORMATTED
              || (kind == Kind.ROW && blocks.size() > 1 && all >= LONG_TABLE);
      return new Unit(blocks, kind, isLong && !boilerplate, boilerplate);
    }
  }
}
