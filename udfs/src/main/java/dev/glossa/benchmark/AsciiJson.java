package dev.glossa.benchmark;

/** A message as Python's {@code json.dumps} writes it: what is not ASCII is escaped. */
final class AsciiJson {
  private AsciiJson() {}

  static String of(ChatMessage message) {
    return "{\"role\": "
        + string(message.role())
        + ", \"content\": "
        + string(message.content())
        + "}";
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\f' -> json.append("\\f");
        case '\b' -> json.append("\\b");
        default -> {
          if (c < ' ' || c > '~') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
