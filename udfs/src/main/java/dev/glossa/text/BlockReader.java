package dev.glossa.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Cuts a page into blocks of text. A row of a table whose cells hold no blocks is one block; a line
 * break is one, and two of them end a block.
 */
final class BlockReader implements NodeVisitor {

  private static final String BETWEEN_CELLS = " | ";

  private final PageOutline outline;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int linkCharacters;
  private int linksOfBlock;
  private int links;
  private int preformatted;
  private int dropped;
  private Block.Kind kind = Block.Kind.OTHER;

  BlockReader(PageOutline outline) {
    this.outline = outline;
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof Element element) {
      if (dropped > 0 || outline.isBoilerplate(element)) {
        dropped++;
      } else {
        enter(element);
      }
    } else if (dropped == 0 && node instanceof TextNode words) {
      append(words.getWholeText());
    }
  }

  private void enter(Element element) {
    String name = element.normalName();
    switch (name) {
      case "a" -> {
        links++;
        linksOfBlock++;
      }
      case "br" -> breakLine();
      case "td", "th" -> enterCell();
      default -> {
        if (PageElements.isBlock(element)) {
          close();
          kind = Block.Kind.of(name);
        }
        if (name.equals("pre")) {
          preformatted++;
        }
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    if (dropped > 0) {
      dropped--;
      return;
    }
    String name = element.normalName();
    if (name.equals("a")) {
      links--;
    } else if (PageElements.isBlock(element)) {
      close();
      kind = Block.Kind.OTHER;
      if (name.equals("pre")) {
        preformatted--;
      }
    }
  }

  /** The blocks in the order of the page, when all of it was visited. */
  List<Block> finish() {
    close();
    return blocks;
  }

  /**
   * Cells stand side by side, but a cell of links, as in pages laid out by tables, stands alone.
   */
  private void enterCell() {
    boolean menu = linksOfBlock > 1 && linkCharacters * 2 > text.length();
    boolean sideBySide = kind == Block.Kind.ROW && !menu;
    if (!sideBySide) {
      close();
      kind = Block.Kind.ROW;
    } else if (!text.isEmpty()) {
      text.append(BETWEEN_CELLS);
    }
  }

  private void breakLine() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > 0 && text.charAt(end - 1) == '\n' && preformatted == 0) {
      Block.Kind before = kind;
      close();
      kind = before;
    } else if (end > 0) {
      text.append('\n');
    }
  }

  private void append(String words) {
    int before = text.length();
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (preformatted > 0) {
        if (c != '\r') {
          text.append(c);
        }
      } else if (!Characters.isSpace(c)) {
        text.append(c);
      } else if (!text.isEmpty() && !isBlank(text.charAt(text.length() - 1))) {
        text.append(' ');
      }
    }
    if (links > 0) {
      linkCharacters += text.length() - before;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n';
  }

  private void close() {
    String block = Characters.strip(text.toString());
    if (!block.isEmpty()) {
      blocks.add(new Block(block, kind, Math.min(1, (double) linkCharacters / block.length())));
    }
    text.setLength(0);
    linkCharacters = 0;
    linksOfBlock = 0;
  }
}
