package dev.glossa.inference;

import java.util.List;
import java.util.Map;

/**
 * The values of a {@link ChatTemplate}: texts, whole numbers, truths, lists, maps, and null for
 * what is not there. What Jinja cannot do with a value, and what no template needs, is refused.
 */
final class TemplateValues {
  private static final int MOST_CHARACTERS = 1 << 24;

  private TemplateValues() {}

  static boolean isTrue(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Integer number) {
      return number != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    return value instanceof List<?> list ? !list.isEmpty() : value != null;
  }

  static boolean contains(Object whole, Object part) {
    if (whole instanceof Map<?, ?> map) {
      return part != null && map.containsKey(part);
    }
    return whole instanceof List<?> list ? list.contains(part) : text(whole).contains(text(part));
  }

  static Object plus(Object a, Object b) {
    return a instanceof Integer && b instanceof Integer
        ? (Object) (number(a) + number(b))
        : joined(text(a), text(b));
  }

  static String joined(String a, String b) {
    requireLength(a.length() + (long) b.length());
    return a + b;
  }

  /**
   * @throws ChatTemplate.RefusedException if no template can need so many characters
   */
  static void requireLength(long characters) {
    if (characters > MOST_CHARACTERS) {
      throw new ChatTemplate.RefusedException(
          "The template writes more than %,d characters.".formatted(MOST_CHARACTERS));
    }
  }

  static int position(List<?> list, Object index) {
    int position = number(index) < 0 ? list.size() + number(index) : number(index);
    return Math.max(0, Math.min(list.size(), position));
  }

  static Object member(Object of, Object name) {
    if (of instanceof Map<?, ?> map && name != null) {
      return map.get(name);
    }
    if (of instanceof List<?> list && name instanceof Integer index) {
      int position = index < 0 ? list.size() + index : index;
      return position >= 0 && position < list.size() ? list.get(position) : null;
    }
    return null;
  }

  /** As it prints. */
  static String text(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return value == null ? "" : value.toString();
  }

  static int number(Object value) {
    if (value instanceof Integer number) {
      return number;
    }
    throw new ChatTemplate.RefusedException("'" + text(value) + "' is no number.");
  }

  static int divisor(Object value) {
    if (number(value) == 0) {
      throw new ChatTemplate.RefusedException("The template divides by zero.");
    }
    return number(value);
  }

  static List<?> list(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new ChatTemplate.RefusedException("'" + text(value) + "' is no list.");
  }
}
