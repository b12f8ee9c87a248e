package dev.glossa.page;

/** Text as HTML. Every text of a page goes through here, for much of it is hostile. */
final class Html {
  private Html() {}

  /**
   * The text with all that means something in HTML escaped, for element content and for attribute
   * values in double quotes. What HTML or UTF-8 cannot hold (control characters, lone surrogates)
   * becomes U+FFFD.
   */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> html.append(escape(c)));
    return html.toString();
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      case '\n', '\t' -> Character.toString(codePoint);
      default -> isUnprintable(codePoint) ? "\uFFFD" : Character.toString(codePoint);
    };
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        || (codePoint & 0xFFFE) == 0xFFFE;
  }

  /** JSON for a script element: nothing in it can end the element or begin a comment. */
  static String escapeJson(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
