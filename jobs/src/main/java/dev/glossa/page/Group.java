package dev.glossa.page;

import java.util.List;
import java.util.stream.Collectors;

/** Blocks side by side, as many in a row as there is room for. */
public record Group(List<Block> blocks) implements Block {
  public Group {
    blocks = List.copyOf(blocks);
  }

  @Override
  public String html() {
    return blocks.stream()
        .map(block -> "<div>\n" + block.html() + "</div>\n")
        .collect(Collectors.joining("", "<div class=\"group\">\n", "</div>\n"));
  }
}
