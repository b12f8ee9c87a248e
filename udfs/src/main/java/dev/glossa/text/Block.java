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

  enum Kind {
    PARAGRAPH,
    HEADING,
    ITEM,
    CELL,
    PREFORMATTED,
    OTHER;

    static Kind of(String element) {
      return switch (element) {
        case "p", "blockquote", "figcaption" -> PARAGRAPH;
        case "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "caption" -> HEADING;
        case "li", "dd" -> ITEM;
        case "td", "th" -> CELL;
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
}
