package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;
import dev.glossa.tokenizer.pattern.Node.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads a pattern in Oniguruma's Ruby syntax, without back references and calls. */
final class PatternParser {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_REPETITIONS = 1000;
  private static final UnicodeSet ALL = new UnicodeSet(0, 0x10FFFF).freeze();

  private final int[] pattern;
  private int at;
  private int depth;

  /** Option i: both cases of a letter match. */
  private boolean ignoresCase;

  /** Option m: the full stop matches a newline, too. */
  private boolean dotMatchesNewline;

  private PatternParser(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  /**
   * @throws UnsupportedPatternException if it is no pattern, or one that cannot be matched here
   */
  static Node parse(String pattern) {
    PatternParser parser = new PatternParser(pattern);
    Node node = parser.alternation();
    if (parser.at < parser.pattern.length) {
      throw parser.fault("has a ')' without '('");
    }
    return node;
  }

  private UnsupportedPatternException fault(String what) {
    return new UnsupportedPatternException(
        "The pattern '%s' %s (at character %d)."
            .formatted(new String(pattern, 0, pattern.length), what, at));
  }

  private boolean isNext(String text) {
    if (at + text.length() > pattern.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (pattern[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean take(String text) {
    if (isNext(text)) {
      at += text.length();
      return true;
    }
    return false;
  }

  private int next() {
    if (at == pattern.length) {
      throw fault("ends too early");
    }
    return pattern[at++];
  }

  private Node alternation() {
    if (++depth > MAX_DEPTH) {
      throw fault("is nested too deeply");
    }
    List<Node> choices = new ArrayList<>();
    do {
      choices.add(concatenation());
    } while (take("|"));
    depth--;
    return choices.size() == 1 ? choices.get(0) : new Node.Alternation(choices);
  }

  private Node concatenation() {
    List<Node> parts = new ArrayList<>();
    while (at < pattern.length && pattern[at] != '|' && pattern[at] != ')') {
      parts.add(repeated(atom()));
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Concatenation(parts);
  }

  private Node repeated(Node atom) {
    Node node = atom;
    while (true) {
      int start = at;
      int least;
      int most;
      boolean isInterval = false;
      if (take("*")) {
        least = 0;
        most = -1;
      } else if (take("+")) {
        least = 1;
        most = -1;
      } else if (take("?")) {
        least = 0;
        most = 1;
      } else if (isInterval()) {
        isInterval = true;
        least = number(0);
        most = take(",") ? number(-1) : least;
        at++;
      } else {
        return node;
      }
      if (least > MAX_REPETITIONS || most > MAX_REPETITIONS || (most >= 0 && most < least)) {
        at = start;
        throw fault("has a repetition that is not supported");
      }
      boolean isLazy = take("?");
      boolean isPossessive = !isLazy && !isInterval && take("+");
      node = new Node.Repetition(node, least, most, !isLazy);
      node = isPossessive ? new Node.Atomic(node) : node;
    }
  }

  /** Whether {n}, {n,}, {,m} or {n,m} follows, which it steps into; other braces are text. */
  private boolean isInterval() {
    int i = at;
    if (i == pattern.length || pattern[i] != '{') {
      return false;
    }
    boolean hasDigit = false;
    int commas = 0;
    for (i++; i < pattern.length && pattern[i] != '}'; i++) {
      boolean isDigit = pattern[i] >= '0' && pattern[i] <= '9';
      if (!isDigit && (pattern[i] != ',' || ++commas > 1)) {
        return false;
      }
      hasDigit |= isDigit;
    }
    if (i == pattern.length || !hasDigit) {
      return false;
    }
    at++;
    return true;
  }

  private int number(int otherwise) {
    long value = -1;
    while (pattern[at] >= '0' && pattern[at] <= '9') {
      value = Math.min(Integer.MAX_VALUE, Math.max(0, value) * 10 + pattern[at++] - '0');
    }
    return value < 0 ? otherwise : (int) value;
  }

  private Node atom() {
    int c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> characters(set());
      case '.' ->
          new Node.Characters(dotMatchesNewline ? ALL : new UnicodeSet(ALL).remove('\n').freeze());
      case '^' -> new Node.Boundary(Place.LINE_START);
      case '$' -> new Node.Boundary(Place.LINE_END);
      case '\\' -> escape();
      case '*', '+', '?' -> throw fault("repeats nothing");
      default -> characters(new UnicodeSet(c, c));
    };
  }

  private Node.Characters characters(UnicodeSet set) {
    return new Node.Characters(
        (ignoresCase ? set.closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE) : set).freeze());
  }

  private Node group() {
    if (!take("?")) {
      return closed(alternation());
    }
    if (take(":")) {
      return closedWithOptions();
    }
    if (take(">")) {
      return new Node.Atomic(closed(alternation()));
    }
    if (take("=")) {
      return new Node.Look(closed(alternation()), true, false);
    }
    if (take("!")) {
      return new Node.Look(closed(alternation()), true, true);
    }
    if (take("<=")) {
      return behind(false);
    }
    if (take("<!")) {
      return behind(true);
    }
    if (take("#")) {
      while (next() != ')') {}
      return new Node.Concatenation(List.of());
    }
    if (take("<") || take("P<")) {
      while (next() != '>') {}
      return closed(alternation());
    }
    return withOptions();
  }

  private Node closed(Node body) {
    if (!take(")")) {
      throw fault("has a '(' without ')'");
    }
    return body;
  }

  private Node behind(boolean isNegative) {
    Node body = closed(alternation());
    if (body.width() < 0) {
      throw fault("looks behind at a text of no fixed length, which is not supported");
    }
    return new Node.Look(body, false, isNegative);
  }

  /** {@code (?i:…)}, or {@code (?i)} for what is left of the group around. */
  private Node withOptions() {
    boolean caseBefore = ignoresCase;
    boolean dotBefore = dotMatchesNewline;
    boolean on = true;
    while (!isNext(":") && !isNext(")")) {
      switch (next()) {
        case '-' -> on = false;
        case 'i' -> ignoresCase = on;
        case 'm' -> dotMatchesNewline = on;
        default -> throw fault("has a group or option that is not supported");
      }
    }
    Node node;
    if (take(":")) {
      node = closed(alternation());
    } else {
      at++;
      node = alternation();
    }
    ignoresCase = caseBefore;
    dotMatchesNewline = dotBefore;
    return node;
  }

  /** {@code (?:…)}: options set within end with it. */
  private Node closedWithOptions() {
    boolean caseBefore = ignoresCase;
    boolean dotBefore = dotMatchesNewline;
    Node node = closed(alternation());
    ignoresCase = caseBefore;
    dotMatchesNewline = dotBefore;
    return node;
  }

  private Node escape() {
    int c = next();
    UnicodeSet set = CharacterSets.escaped(c);
    if (set != null) {
      return new Node.Characters(set.freeze());
    }
    return switch (c) {
      case 'p', 'P' -> characters(property(c == 'P'));
      case 'A' -> new Node.Boundary(Place.TEXT_START);
      case 'z' -> new Node.Boundary(Place.TEXT_END);
      case 'Z' -> new Node.Boundary(Place.TEXT_END_OR_LAST_NEWLINE);
      case 'b' -> new Node.Boundary(Place.WORD);
      case 'B' -> new Node.Boundary(Place.NO_WORD);
      default -> {
        int character = character(c);
        yield characters(new UnicodeSet(character, character));
      }
    };
  }

  /** The character of an escape whose letter has been read. */
  private int character(int letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case 'a' -> 0x07;
      case 'e' -> 0x1B;
      case '0' -> 0;
      case 'x' -> take("{") ? hexadecimal(8, true) : hexadecimal(2, false);
      case 'u' -> hexadecimal(4, false);
      default -> {
        if (letter < 0x80 && Character.isLetterOrDigit(letter)) {
          throw fault("has the escape \\" + Character.toString(letter) + ", not supported here");
        }
        yield letter;
      }
    };
  }

  private int hexadecimal(int digits, boolean isBraced) {
    int value = 0;
    int read = 0;
    while (read < digits && at < pattern.length && Character.digit(pattern[at], 16) >= 0) {
      value = value << 4 | Character.digit(pattern[at++], 16);
      read++;
    }
    if (read == 0 || value < 0 || value > 0x10FFFF || (isBraced && !take("}"))) {
      throw fault("has a character's number that is none");
    }
    return value;
  }

  private UnicodeSet property(boolean isNegative) {
    if (!take("{")) {
      throw fault("has \\p without {name}");
    }
    boolean isInverted = take("^");
    StringBuilder name = new StringBuilder();
    for (int c = next(); c != '}'; c = next()) {
      name.appendCodePoint(c);
    }
    UnicodeSet set = CharacterSets.named(name.toString());
    if (set == null) {
      throw fault("names the characters '" + name + "', which are not known here");
    }
    return isNegative != isInverted ? set.complement() : set;
  }

  /** A bracketed set whose '[' has been read. */
  private UnicodeSet set() {
    if (++depth > MAX_DEPTH) {
      throw fault("is nested too deeply");
    }
    boolean isNegative = take("^");
    UnicodeSet set = new UnicodeSet();
    UnicodeSet intersected = null;
    boolean isFirst = true;
    while (true) {
      if (take("&&")) {
        intersected = intersected == null ? set : intersected.retainAll(set);
        set = new UnicodeSet();
      } else if (!isFirst && take("]")) {
        break;
      } else {
        addItem(set);
      }
      isFirst = false;
    }
    depth--;
    UnicodeSet all = intersected == null ? set : intersected.retainAll(set);
    if (ignoresCase) {
      all.closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE);
    }
    return isNegative ? all.complement() : all;
  }

  private void addItem(UnicodeSet set) {
    if (take("[:")) {
      boolean isNegative = take("^");
      StringBuilder name = new StringBuilder();
      while (!take(":]")) {
        name.appendCodePoint(next());
      }
      UnicodeSet named = CharacterSets.named(name.toString());
      if (named == null) {
        throw fault("names the characters '" + name + "', which are not known here");
      }
      set.addAll(isNegative ? named.complement() : named);
      return;
    }
    int c = next();
    if (c == '[') {
      set.addAll(set());
      return;
    }
    if (c == '\\') {
      int letter = next();
      UnicodeSet escaped =
          letter == 'p' || letter == 'P' ? property(letter == 'P') : CharacterSets.escaped(letter);
      if (escaped != null) {
        set.addAll(escaped);
        return;
      }
      c = letter == 'b' ? 0x08 : character(letter);
    }
    int last = c;
    if (isNext("-") && at + 1 < pattern.length && pattern[at + 1] != ']') {
      at++;
      last = next();
      if (last == '\\') {
        last = character(next());
      }
      if (last < c) {
        throw fault("has a range that ends before it begins");
      }
    }
    set.add(c, last);
  }
}
