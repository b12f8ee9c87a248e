package dev.glossa.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python literal of dictionaries, lists, strings, numbers, True, False and None, as AGIEval
 * keeps its examples in. Numbers are kept as they are written.
 */
final class PythonLiteral {
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * @return maps, lists, strings, booleans, or null for None
   * @throws IllegalArgumentException if the text is no such literal
   */
  static Object parse(String text) {
    PythonLiteral literal = new PythonLiteral(text);
    Object value = literal.value();
    literal.skipSpace();
    if (literal.at < text.length()) {
      throw literal.unexpected();
    }
    return value;
  }

  private Object value() {
    skipSpace();
    if (++depth > DEEPEST) {
      throw unexpected();
    }
    char first = peek();
    Object value =
        switch (first) {
          case '{' -> dictionary();
          case '[' -> list();
          case '\'', '"' -> string(first);
          default -> word();
        };
    depth--;
    return value;
  }

  private Map<Object, Object> dictionary() {
    Map<Object, Object> entries = new LinkedHashMap<>();
    at++;
    while (!closed('}')) {
      Object key = value();
      skipSpace();
      expect(':');
      entries.put(key, value());
      comma('}');
    }
    return entries;
  }

  private List<Object> list() {
    List<Object> values = new ArrayList<>();
    at++;
    while (!closed(']')) {
      values.add(value());
      comma(']');
    }
    return values;
  }

  private boolean closed(char end) {
    skipSpace();
    boolean closed = peek() == end;
    at += closed ? 1 : 0;
    return closed;
  }

  private void comma(char end) {
    skipSpace();
    if (peek() != end) {
      expect(',');
    }
  }

  private String string(char quote) {
    StringBuilder string = new StringBuilder();
    at++;
    for (char c = peek(); c != quote; c = peek()) {
      at++;
      if (c == '\\') {
        escape(string);
      } else {
        string.append(c);
      }
    }
    at++;
    return string.toString();
  }

  private void escape(StringBuilder string) {
    char c = peek();
    at++;
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> string.append(c);
      case 'a' -> string.append('\u0007');
      case 'b' -> string.append('\b');
      case 'f' -> string.append('\f');
      case 'n' -> string.append('\n');
      case 'r' -> string.append('\r');
      case 't' -> string.append('\t');
      case 'v' -> string.append('\u000b');
      case 'x' -> string.appendCodePoint(hexadecimal(2));
      case 'u' -> string.appendCodePoint(hexadecimal(4));
      case 'U' -> string.appendCodePoint(hexadecimal(8));
      default -> string.append('\\').append(c);
    }
  }

  private int hexadecimal(int digits) {
    if (at + digits > text.length()) {
      throw unexpected();
    }
    int number = Integer.parseInt(text, at, at + digits, 16);
    at += digits;
    return number;
  }

  private Object word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "+-._".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "None" -> null;
      case "True" -> true;
      case "False" -> false;
      case "" -> throw unexpected();
      default -> word;
    };
  }

  private void skipSpace() {
    while (at < text.length() && PythonText.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        "A Python literal ends or is malformed at character %d: write it as repr() does."
            .formatted(at));
  }
}
