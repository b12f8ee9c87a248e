package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;

/** Reads what stands for characters in a pattern: escapes, properties, bracketed sets. */
final class CharacterParser {

  private final PatternReader reader;

  CharacterParser(PatternReader reader) {
    this.reader = reader;
  }

  /** The character of an escape whose letter has been read. */
  int escaped(int letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case 'a' -> 0x07;
      case 'e' -> 0x1B;
      case '0' -> 0;
      case 'x' -> reader.take("{") ? hexadecimal(8, true) : hexadecimal(2, false);
      case 'u' -> hexadecimal(4, false);
      default -> {
        if (letter < 0x80 && Character.isLetterOrDigit(letter)) {
          throw reader.fault(
              "has the escape \\" + Character.toString(letter) + ", not supported here");
        }
        yield letter;
      }
    };
  }

  private int hexadecimal(int digits, boolean isBraced) {
    int value = 0;
    int read = 0;
    while (read < digits && Character.digit(reader.peek(), 16) >= 0) {
      value = value << 4 | Character.digit(reader.next(), 16);
      read++;
    }
    if (read == 0 || value < 0 || value > 0x10FFFF || (isBraced && !reader.take("}"))) {
      throw reader.fault("has a character's number that is none");
    }
    return value;
  }

  /** The set of {@code \p} or {@code \P}, whose letter has been read. */
  UnicodeSet property(boolean isNegative) {
    if (!reader.take("{")) {
      throw reader.fault("has \\p without {name}");
    }
    boolean isInverted = reader.take("^");
    StringBuilder name = new StringBuilder();
    for (int c = reader.next(); c != '}'; c = reader.next()) {
      name.appendCodePoint(c);
    }
    UnicodeSet set = CharacterSets.named(name.toString());
    if (set == null) {
      throw reader.fault("names the characters '" + name + "', which are not known here");
    }
    return isNegative != isInverted ? set.complement() : set;
  }

  /** A bracketed set whose '[' has been read. */
  UnicodeSet set(boolean ignoresCase) {
    reader.enter();
    boolean isNegative = reader.take("^");
    UnicodeSet set = new UnicodeSet();
    UnicodeSet intersected = null;
    boolean isFirst = true;
    while (true) {
      if (reader.take("&&")) {
        intersected = intersected == null ? set : intersected.retainAll(set);
        set = new UnicodeSet();
      } else if (!isFirst && reader.take("]")) {
        break;
      } else {
        addItem(set, ignoresCase);
      }
      isFirst = false;
    }
    reader.leave();
    UnicodeSet all = intersected == null ? set : intersected.retainAll(set);
    if (ignoresCase) {
      all.closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE);
    }
    return isNegative ? all.complement() : all;
  }

  private void addItem(UnicodeSet set, boolean ignoresCase) {
    if (reader.take("[:")) {
      boolean isNegative = reader.take("^");
      StringBuilder name = new StringBuilder();
      while (!reader.take(":]")) {
        name.appendCodePoint(reader.next());
      }
      UnicodeSet named = CharacterSets.named(name.toString());
      if (named == null) {
        throw reader.fault("names the characters '" + name + "', which are not known here");
      }
      set.addAll(isNegative ? named.complement() : named);
      return;
    }
    int c = reader.next();
    if (c == '[') {
      set.addAll(set(ignoresCase));
      return;
    }
    if (c == '\\') {
      int letter = reader.next();
      UnicodeSet escaped =
          letter == 'p' || letter == 'P' ? property(letter == 'P') : CharacterSets.escaped(letter);
      if (escaped != null) {
        set.addAll(escaped);
        return;
      }
      c = letter == 'b' ? 0x08 : escaped(letter);
    }
    int last = c;
    if (reader.isNext("-") && reader.peek(1) >= 0 && reader.peek(1) != ']') {
      reader.next();
      last = reader.next();
      if (last == '\\') {
        last = escaped(reader.next());
      }
      if (last < c) {
        throw reader.fault("has a range that ends before it begins");
      }
    }
    set.add(c, last);
  }
}
