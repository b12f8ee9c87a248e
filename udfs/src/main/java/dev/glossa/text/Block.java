package dev.glossa.text;

import com.ibm.icu.lang.UScript;

/**
 * A block of text of a web page.
 *
 * @param text the text without white space at its ends
 * @param kind what the innermost block element was
 * @param linkDensity the share of the text that stands in links, 0 to 1
 */
record Block(String text, Kind kind, double linkDensity) {

  /** Letters of alphabetic scripts that one ideograph is worth. */
  private static final int IDEOGRAPH_WEIGHT = 3;

  private static final double MOST_LINKS = 0.5;

  /** Letters of the longest line that a breadcrumb trail or a copyright notice has. */
  private static final int NOTICE = 150;

  /** The share of links from which on a line with such signs is a trail of breadcrumbs. */
  private static final double LINKS_OF_A_TRAIL = 0.2;

  private static final String BETWEEN_CRUMBS = "›»>→/|·•";

  enum Kind {
    PARAGRAPH,
    HEADING,
    ITEM,
    ROW,
    PREFORMATTED,
    OTHER;

    static Kind of(String element) {
      return switch (element) {
        case "p", "blockquote", "figcaption" -> PARAGRAPH;
        case "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "caption" -> HEADING;
        case "li", "dd" -> ITEM;
        case "tr" -> ROW;
        case "pre" -> PREFORMATTED;
        default -> OTHER;
      };
    }
  }

  /** Length of the text in letters of an alphabet. */
  int weight() {
    int weight = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ideograph = c >= 0x2E80 && UScript.getScript(c) == UScript.HAN;
      weight += ideograph ? IDEOGRAPH_WEIGHT : 1;
    }
    return weight;
  }

  /** Whether the block is mostly links, a copyright notice or a trail of breadcrumbs. */
  boolean isBoilerplate() {
    if (linkDensity > MOST_LINKS) {
      return true;
    }
    if (text.length() > NOTICE) {
      return false;
    }
    boolean trail = kind != Kind.ROW && linkDensity > LINKS_OF_A_TRAIL && crumbs() >= 2;
    return trail || text.indexOf('©') >= 0;
  }

  private int crumbs() {
    int crumbs = 0;
    for (int i = 1; i + 1 < text.length(); i++) {
      boolean alone = text.charAt(i - 1) == ' ' && text.charAt(i + 1) == ' ';
      if (alone && BETWEEN_CRUMBS.indexOf(text.charAt(i)) >= 0) {
        crumbs++;
      }
    }
    return crumbs;
  }
}
