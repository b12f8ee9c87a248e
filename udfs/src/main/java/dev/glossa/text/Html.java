package dev.glossa.text;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/**
 * The main text of a web page. Navigation, menus, forms and the like go by their element, role or
 * class ({@link PageElements}); what is left is cut into blocks ({@link BlockReader}), and {@link
 * ContentBlocks} keeps those that the lengths and the links of a block and of its neighbours show
 * to be content. One line a block, or several where the page breaks lines. The time is linear in
 * the page's length, however it is nested, and {@link PageLimits} bounds it.
 */
public final class Html {

  private Html() {}

  /**
   * The main text of the page; empty when there is none.
   *
   * @throws UnreadablePageException if the page exceeds {@link PageLimits#DEFAULT}
   */
  public static String mainText(String html) {
    return mainText(html, PageLimits.DEFAULT);
  }

  /**
   * The main text of the page; empty when there is none.
   *
   * @throws UnreadablePageException if the page exceeds the limits
   */
  public static String mainText(String html, PageLimits limits) {
    Document page = Parser.htmlParser().parseInput(limits.open(html), "");
    PageOutline outline = PageOutline.of(page.body(), limits);
    Element content = outline.content();
    BlockReader reader = new BlockReader(outline);
    NodeTraversor.traverse(reader, content);
    return ContentBlocks.join(ContentBlocks.content(reader.finish()));
  }
}
