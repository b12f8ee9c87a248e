package dev.glossa.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * The main text of a web page: navigation, menus, forms and the like go by their element, role or
 * class; what is left is cut into blocks, and {@link ContentBlocks} keeps those that the lengths
 * and the links of a block and of its neighbours show to be content. One line a block. The time is
 * linear in the page's length, however it is nested.
 */
public final class Html {

  private static final Set<String> DROPPED =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "iframe",
          "object",
          "embed",
          "svg",
          "math",
          "canvas",
          "audio",
          "video",
          "nav",
          "aside",
          "footer",
          "form",
          "button",
          "select",
          "textarea",
          "input",
          "dialog",
          "menu",
          "head");

  private static final Set<String> DROPPED_ROLES =
      Set.of(
          "navigation",
          "banner",
          "contentinfo",
          "search",
          "menu",
          "menubar",
          "toolbar",
          "dialog",
          "alert",
          "complementary");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "blockquote",
          "body",
          "center",
          "caption",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "main",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul",
          "br");

  /** Words of classes and ids that say what an element is for. */
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(?:^|[\\s_-])(?:nav|navbar|navigation|navheader|navfooter|docnav|menu|breadcrumbs?"
              + "|sidebar|footer|footnav|pagination|pager|cookies?|consent|gdpr|share|sharing"
              + "|social|related|recommended|advert|ads?|advertisement|sponsor|promo|popup|modal"
              + "|newsletter|subscribe|toc|login|signup|skip|comments?|comment-list|legalnotice"
              + "|copyright|print-?only|noprint)(?:$|[\\s_-])");

  private Html() {}

  /** The main text of the page, one line a block; empty when there is none. */
  public static String mainText(String html) {
    return mainText(Jsoup.parse(html));
  }

  /** The main text of a parsed page, which is not changed. */
  public static String mainText(Document page) {
    BlockReader reader = new BlockReader();
    NodeTraversor.traverse(reader, page.body());
    return ContentBlocks.join(ContentBlocks.content(reader.finish()));
  }

  private static boolean isBoilerplate(Element element) {
    String name = element.normalName();
    if (DROPPED.contains(name)) {
      return true;
    }
    if (element.attributesSize() == 0 || name.equals("body")) {
      return false;
    }
    if (DROPPED_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        || element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.attr("style").replace(" ", "").contains("display:none")) {
      return true;
    }
    String names = element.className() + ' ' + element.id();
    return names.length() > 1 && BOILERPLATE.matcher(names.toLowerCase(Locale.ROOT)).find();
  }

  /** Cuts a page into blocks of text. */
  private static final class BlockReader implements NodeVisitor {

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int linkCharacters;
    private int links;
    private int preformatted;
    private int dropped;
    private Block.Kind kind = Block.Kind.OTHER;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element element) {
        if (dropped > 0 || isBoilerplate(element)) {
          dropped++;
          return;
        }
        String name = element.normalName();
        if (BLOCKS.contains(name)) {
          close();
          kind = Block.Kind.of(name);
        }
        if (name.equals("pre")) {
          preformatted++;
        } else if (name.equals("a")) {
          links++;
        }
      } else if (dropped == 0 && node instanceof TextNode words) {
        append(words.getWholeText());
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
      if (name.equals("pre")) {
        close();
        preformatted--;
      } else if (name.equals("a")) {
        links--;
      } else if (BLOCKS.contains(name) && !name.equals("br")) {
        close();
        kind = Block.Kind.OTHER;
      }
    }

    List<Block> finish() {
      close();
      return blocks;
    }

    private void append(String words) {
      int before = text.length();
      for (int i = 0; i < words.length(); i++) {
        char c = words.charAt(i);
        if (preformatted > 0 && c == '\n') {
          text.append('\n');
        } else if (!Characters.isSpace(c)) {
          text.append(c);
        } else if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
          text.append(preformatted > 0 ? c : ' ');
        }
      }
      if (links > 0) {
        linkCharacters += text.length() - before;
      }
    }

    private void close() {
      String block = Characters.strip(text.toString());
      if (!block.isEmpty()) {
        blocks.add(new Block(block, kind, (double) linkCharacters / text.length()));
      }
      text.setLength(0);
      linkCharacters = 0;
    }
  }
}
