package dev.glossa.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Blocks behind their title, until a reader opens them.
 *
 * @param title one line
 * @param blocks what is behind it
 */
public record Folded(String title, List<Block> blocks) implements Block {
  public Folded {
    blocks = List.copyOf(blocks);
  }

  @Override
  public String html() {
    return blocks.stream()
        .map(Block::html)
        .collect(
            Collectors.joining(
                "",
                "<details class=\"folded\"><summary>%s</summary>\n".formatted(Html.escape(title)),
                "</details>\n"));
  }
}
