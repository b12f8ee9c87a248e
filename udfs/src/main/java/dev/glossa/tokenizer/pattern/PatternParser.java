package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;
import dev.glossa.tokenizer.pattern.Node.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads a pattern in Oniguruma's Ruby syntax, without back references and calls. */
final class PatternParser {

  private static final int MAX_REPETITIONS = 1000;
  private static final UnicodeSet ALL = new UnicodeSet(0, 0x10FFFF).freeze();

  private final PatternReader reader;
  private final CharacterParser characters;

  /** Option i: both cases of a letter match. */
  private boolean ignoresCase;

  /** Option m: the full stop matches a newline, too. */
  private boolean dotMatchesNewline;

  private PatternParser(String pattern) {
    this.reader = new PatternReader(pattern);
    this.characters = new CharacterParser(reader);
  }

  /**
   * @throws UnsupportedPatternException if it is no pattern, or one that cannot be matched here
   */
  static Node parse(String pattern) {
    PatternParser parser = new PatternParser(pattern);
    Node node = parser.alternation();
    if (parser.reader.peek() >= 0) {
      throw parser.reader.fault("has a ')' without '('");
    }
    return node;
  }

  private Node alternation() {
    reader.enter();
    List<Node> choices = new ArrayList<>();
    do {
      choices.add(concatenation());
    } while (reader.take("|"));
    reader.leave();
    return choices.size() == 1 ? choices.get(0) : new Node.Alternation(choices);
  }

  private Node concatenation() {
    List<Node> parts = new ArrayList<>();
    while (reader.peek() >= 0 && !reader.isNext("|") && !reader.isNext(")")) {
      parts.add(repeated(atom()));
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Concatenation(parts);
  }

  private Node repeated(Node atom) {
    Node node = atom;
    while (true) {
      int start = reader.position();
      int least;
      int most;
      boolean isInterval = false;
      if (reader.take("*")) {
        least = 0;
        most = -1;
      } else if (reader.take("+")) {
        least = 1;
        most = -1;
      } else if (reader.take("?")) {
        least = 0;
        most = 1;
      } else if (isInterval()) {
        isInterval = true;
        least = number(0);
        most = reader.take(",") ? number(-1) : least;
        reader.next();
      } else {
        return node;
      }
      if (least > MAX_REPETITIONS || most > MAX_REPETITIONS || (most >= 0 && most < least)) {
        reader.moveTo(start);
        throw reader.fault("has a repetition that is not supported");
      }
      boolean isLazy = reader.take("?");
      boolean isPossessive = !isLazy && !isInterval && reader.take("+");
      node = new Node.Repetition(node, least, most, !isLazy);
      node = isPossessive ? new Node.Atomic(node) : node;
    }
  }

  /** Whether {n}, {n,}, {,m} or {n,m} follows, which it steps into; other braces are text. */
  private boolean isInterval() {
    if (!reader.isNext("{")) {
      return false;
    }
    boolean hasDigit = false;
    int commas = 0;
    int i = 1;
    for (; reader.peek(i) >= 0 && reader.peek(i) != '}'; i++) {
      boolean isDigit = isDigit(reader.peek(i));
      if (!isDigit && (reader.peek(i) != ',' || ++commas > 1)) {
        return false;
      }
      hasDigit |= isDigit;
    }
    return reader.peek(i) == '}' && hasDigit && reader.take("{");
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private int number(int otherwise) {
    long value = -1;
    while (isDigit(reader.peek())) {
      value = Math.min(Integer.MAX_VALUE, Math.max(0, value) * 10 + reader.next() - '0');
    }
    return value < 0 ? otherwise : (int) value;
  }

  private Node atom() {
    int c = reader.next();
    return switch (c) {
      case '(' -> group();
      case '[' -> matching(characters.set(ignoresCase));
      case '.' ->
          new Node.Characters(dotMatchesNewline ? ALL : new UnicodeSet(ALL).remove('\n').freeze());
      case '^' -> new Node.Boundary(Place.LINE_START);
      case '$' -> new Node.Boundary(Place.LINE_END);
      case '\\' -> escape();
      case '*', '+', '?' -> throw reader.fault("repeats nothing");
      default -> matching(new UnicodeSet(c, c));
    };
  }

  private Node.Characters matching(UnicodeSet set) {
    return new Node.Characters(
        (ignoresCase ? set.closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE) : set).freeze());
  }

  private Node group() {
    if (!reader.take("?")) {
      return closed(alternation());
    }
    if (reader.take(":")) {
      return closedWithOptions();
    }
    if (reader.take(">")) {
      return new Node.Atomic(closed(alternation()));
    }
    if (reader.take("=")) {
      return new Node.Look(closed(alternation()), true, false);
    }
    if (reader.take("!")) {
      return new Node.Look(closed(alternation()), true, true);
    }
    if (reader.take("<=")) {
      return behind(false);
    }
    if (reader.take("<!")) {
      return behind(true);
    }
    if (reader.take("#")) {
      while (reader.next() != ')') {}
      return new Node.Concatenation(List.of());
    }
    if (reader.take("<") || reader.take("P<")) {
      while (reader.next() != '>') {}
      return closed(alternation());
    }
    return withOptions();
  }

  private Node closed(Node body) {
    if (!reader.take(")")) {
      throw reader.fault("has a '(' without ')'");
    }
    return body;
  }

  private Node behind(boolean isNegative) {
    Node body = closed(alternation());
    if (body.width() < 0) {
      throw reader.fault("looks behind at a text of no fixed length, which is not supported");
    }
    return new Node.Look(body, false, isNegative);
  }

  /** {@code (?i:…)}, or {@code (?i)} for what is left of the group around. */
  private Node withOptions() {
    boolean caseBefore = ignoresCase;
    boolean dotBefore = dotMatchesNewline;
    boolean on = true;
    while (!reader.isNext(":") && !reader.isNext(")")) {
      switch (reader.next()) {
        case '-' -> on = false;
        case 'i' -> ignoresCase = on;
        case 'm' -> dotMatchesNewline = on;
        default -> throw reader.fault("has a group or option that is not supported");
      }
    }
    Node node;
    if (reader.take(":")) {
      node = closed(alternation());
    } else {
      reader.next();
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
    int c = reader.next();
    UnicodeSet set = CharacterSets.escaped(c);
    if (set != null) {
      return new Node.Characters(set.freeze());
    }
    return switch (c) {
      case 'p', 'P' -> matching(characters.property(c == 'P'));
      case 'A' -> new Node.Boundary(Place.TEXT_START);
      case 'z' -> new Node.Boundary(Place.TEXT_END);
      case 'Z' -> new Node.Boundary(Place.TEXT_END_OR_LAST_NEWLINE);
      case 'b' -> new Node.Boundary(Place.WORD);
      case 'B' -> new Node.Boundary(Place.NO_WORD);
      default -> {
        int character = characters.escaped(c);
        yield matching(new UnicodeSet(character, character));
      }
    };
  }
}
