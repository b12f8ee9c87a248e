package dev.glossa.ingest;

/** Characters that tell binary or hostile data from text when there are many of them. */
final class Controls {

  /** One in so many is more than any text has. */
  private static final int MANY = 10;

  private Controls() {}

  /** Whether more than a tenth of the text is controls, also those of direction. */
  static boolean areMany(String text) {
    int controls = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = (c < 0x20 && !(c >= '\t' && c <= '\r')) || c == 0x7F || c >= 0xFFFE;
      boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F);
      controls += control || direction ? 1 : 0;
    }
    return (long) controls * MANY > text.length();
  }
}
