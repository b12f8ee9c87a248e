package dev.glossa.text;

import dev.glossa.text.PageElements.Purpose;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * Where the text of a page is: which elements are boilerplate, and which one, if any, is the page's
 * own choice of its content.
 */
final class PageOutline {

  /** A share of the page's text, without links, that no boilerplate has. */
  private static final double MOST = 0.5;

  /** Characters without which an element named as the content is none. */
  private static final int LEAST_CONTENT = 150;

  private final Element body;
  private final Set<Element> boilerplate = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Part> mains = new ArrayList<>();
  private final List<Part> articles = new ArrayList<>();
  private int characters;

  private PageOutline(Element body) {
    this.body = body;
  }

  static PageOutline of(Element body, PageLimits limits) {
    PageOutline outline = new PageOutline(body);
    outline.survey(limits);
    return outline;
  }

  boolean isBoilerplate(Element element) {
    return boilerplate.contains(element);
  }

  /** The first main element, or the only article, if most of the text is there; else the body. */
  Element content() {
    for (Part main : mains) {
      if (main.characters() >= LEAST_CONTENT) {
        return main.element();
      }
    }
    if (articles.size() == 1
        && articles.get(0).characters() >= Math.max(LEAST_CONTENT, MOST * characters)) {
      return articles.get(0).element();
    }
    return body;
  }

  private void survey(PageLimits limits) {
    Surveyor surveyor = new Surveyor(limits);
    NodeTraversor.traverse(surveyor, body);
    characters = surveyor.characters;
    for (Part part : surveyor.doubtful) {
      if (part.characters() < MOST * characters) {
        boilerplate.add(part.element());
      }
    }
  }

  private record Part(Element element, int characters) {}

  /** Counts characters outside of links and of what is surely boilerplate. */
  private final class Surveyor implements NodeVisitor {

    private final PageLimits limits;
    private final Deque<Part> open = new ArrayDeque<>();
    private final List<Part> doubtful = new ArrayList<>();
    private int characters;
    private int links;
    private int dropped;

    Surveyor(PageLimits limits) {
      this.limits = limits;
    }

    @Override
    public void head(Node node, int depth) {
      limits.checkDepth(depth);
      if (node instanceof TextNode words) {
        if (links == 0 && dropped == 0) {
          characters += Characters.strip(words.getWholeText()).length();
        }
      } else if (node instanceof Element element) {
        enter(element);
      }
    }

    private void enter(Element element) {
      if (dropped > 0) {
        dropped++;
        return;
      }
      Purpose purpose = PageElements.purpose(element);
      if (purpose == Purpose.BOILERPLATE) {
        boilerplate.add(element);
        dropped++;
        return;
      }
      if (isLink(element)) {
        links++;
      }
      if (purpose == Purpose.DOUBTFUL || isContent(element)) {
        open.push(new Part(element, characters));
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
      if (isLink(element)) {
        links--;
      }
      if (!open.isEmpty() && open.peek().element() == element) {
        close(new Part(element, characters - open.pop().characters()));
      }
    }

    private void close(Part part) {
      if (PageElements.isMain(part.element())) {
        mains.add(part);
      } else if (PageElements.purpose(part.element()) == Purpose.DOUBTFUL) {
        doubtful.add(part);
      } else {
        articles.add(part);
      }
    }

    private static boolean isContent(Element element) {
      return PageElements.isMain(element) || element.normalName().equals("article");
    }

    private static boolean isLink(Element element) {
      return element.normalName().equals("a");
    }
  }
}
