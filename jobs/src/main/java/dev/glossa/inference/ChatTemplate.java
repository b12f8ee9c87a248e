package dev.glossa.inference;

import dev.glossa.benchmark.ChatMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chat template of a Hugging Face folder: how a conversation is written for its model. It is
 * Jinja, of which this understands what most templates are made of: {@code for}, {@code if}, {@code
 * set} and simple expressions, with the white space that transformers leaves ({@code trim_blocks},
 * {@code lstrip_blocks}).
 */
public final class ChatTemplate {
  private static final Pattern FOR = Pattern.compile("for\\s+(\\w+)\\s+in\\s+(.+)", Pattern.DOTALL);
  private static final Pattern SET = Pattern.compile("set\\s+(\\w+)\\s*=\\s*(.+)", Pattern.DOTALL);
  private static final Pattern OPENING = Pattern.compile("\\{[{%#]");

  /** Templates that people use have a tenth of it. */
  private static final int MOST_CHARACTERS = 1 << 16;

  private static final int DEEPEST = 64;

  /** A conversation that the template itself does not allow. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  @FunctionalInterface
  private interface Node {
    void write(Map<String, Object> scope, Output out);
  }

  /** What is written, as far as no template needs more: it may be anybody's. */
  private static final class Output {
    private static final int MOST_ROUNDS = 100_000;

    private final StringBuilder text = new StringBuilder();
    private int rounds;

    void append(String more) {
      TemplateValues.requireLength(text.length() + (long) more.length());
      text.append(more);
    }

    void beginRound() {
      if (++rounds > MOST_ROUNDS) {
        throw new RefusedException("The template repeats itself too often.");
      }
    }
  }

  /** A piece of the template: a text, or a tag without its braces. */
  private record Part(char kind, String text) {
    static final char TEXT = 't';
    static final char BLOCK = '%';

    boolean is(String keyword) {
      return kind == BLOCK && (text.equals(keyword) || text.startsWith(keyword + " "));
    }
  }

  private final Node all;

  private ChatTemplate(Node all) {
    this.all = all;
  }

  /**
   * @throws IllegalArgumentException naming what of Jinja is not understood
   */
  public static ChatTemplate parse(String jinja) {
    if (jinja.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "it has more than %,d characters".formatted(MOST_CHARACTERS));
    }
    Deque<Part> parts = new ArrayDeque<>(parts(jinja));
    Node all = sequence(parts, 0);
    if (!parts.isEmpty()) {
      throw new IllegalArgumentException("'" + parts.peek().text() + "' is not understood");
    }
    return new ChatTemplate(all);
  }

  /**
   * The text of a conversation, up to where the assistant's answer begins.
   *
   * @param bos the begin token as it is written, or an empty text
   * @param eos the end token as it is written, or an empty text
   * @throws RefusedException if the template does not allow the conversation
   */
  public String render(List<ChatMessage> messages, String bos, String eos) {
    Map<String, Object> scope = new HashMap<>();
    scope.put(
        "messages",
        messages.stream()
            .map(message -> Map.of("role", message.role(), "content", message.content()))
            .toList());
    scope.put("bos_token", bos);
    scope.put("eos_token", eos);
    scope.put("add_generation_prompt", true);
    Output out = new Output();
    all.write(scope, out);
    return out.text.toString();
  }

  private static List<Part> parts(String file) {
    // the newline that a file ends with is none of it
    String jinja = file.endsWith("\n") ? file.substring(0, file.length() - 1) : file;
    List<Part> parts = new ArrayList<>();
    Matcher opening = OPENING.matcher(jinja);
    int start = 0;
    boolean beginsLine = true;
    while (opening.find(start)) {
      char kind = jinja.charAt(opening.start() + 1);
      int close = close(jinja, opening.end(), kind);
      String tag = jinja.substring(opening.end(), close);
      boolean strips = tag.startsWith("-");
      boolean stripsAfter = tag.endsWith("-");
      boolean block = kind != '{';
      String text = jinja.substring(start, opening.start());
      parts.add(new Part(Part.TEXT, before(text, strips, block, beginsLine)));
      if (kind != '#') {
        int end = tag.length() - (stripsAfter ? 1 : 0);
        parts.add(new Part(kind, tag.substring(strips ? 1 : 0, Math.max(end, 1)).strip()));
      }
      start = close + 2;
      int afterTag = start;
      if (stripsAfter) {
        while (start < jinja.length() && Character.isWhitespace(jinja.charAt(start))) {
          start++;
        }
      } else if (block && jinja.startsWith("\n", start)) {
        start++;
      }
      beginsLine = start > afterTag && jinja.charAt(start - 1) == '\n';
    }
    parts.add(new Part(Part.TEXT, jinja.substring(start)));
    return parts;
  }

  /** Where a tag that begins before {@code from} ends: its closing braces, outside of texts. */
  private static int close(String jinja, int from, char kind) {
    char close = kind == '{' ? '}' : kind;
    for (int i = from; i < jinja.length(); i++) {
      char c = jinja.charAt(i);
      if (c == close && jinja.startsWith("}", i + 1)) {
        return i;
      }
      if (kind != '#' && (c == '\'' || c == '"')) {
        do {
          i += jinja.startsWith("\\", i) ? 2 : 1;
        } while (i < jinja.length() && jinja.charAt(i) != c);
      }
    }
    String beginning = jinja.substring(from - 2).lines().findFirst().orElse("");
    throw new IllegalArgumentException("'" + beginning + "' has no end");
  }

  /** The text before a tag; in a line of its own a block takes the white space before it along. */
  private static String before(String text, boolean strips, boolean block, boolean beginsLine) {
    if (strips) {
      return text.stripTrailing();
    }
    int line = text.lastIndexOf('\n') + 1;
    return block && (line > 0 || beginsLine) && text.substring(line).isBlank()
        ? text.substring(0, line)
        : text;
  }

  /** Up to a tag that belongs to what is around it. */
  private static Node sequence(Deque<Part> parts, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("it is nested more than %d deep".formatted(DEEPEST));
    }
    List<Node> nodes = new ArrayList<>();
    while (!parts.isEmpty() && !closes(parts.peek())) {
      nodes.add(node(parts, depth + 1));
    }
    return (scope, out) -> nodes.forEach(node -> node.write(scope, out));
  }

  private static boolean closes(Part part) {
    return part.is("endfor") || part.is("endif") || part.is("else") || part.is("elif");
  }

  private static Node node(Deque<Part> parts, int depth) {
    Part part = parts.pop();
    if (part.kind() == Part.TEXT) {
      return (scope, out) -> out.append(part.text());
    }
    if (part.kind() != Part.BLOCK) {
      TemplateExpression.Value value = TemplateExpression.parse(part.text());
      return (scope, out) -> out.append(TemplateValues.text(value.of(scope)));
    }
    if (part.is("if")) {
      return condition(part.text().substring("if".length()), parts, depth);
    }
    Matcher loop = FOR.matcher(part.text());
    if (loop.matches() && !loop.group(2).contains(" if ")) {
      return loop(loop.group(1), TemplateExpression.parse(loop.group(2)), parts, depth);
    }
    Matcher set = SET.matcher(part.text());
    if (set.matches()) {
      TemplateExpression.Value value = TemplateExpression.parse(set.group(2));
      return (scope, out) -> scope.put(set.group(1), value.of(scope));
    }
    throw new IllegalArgumentException("'" + part.text() + "' is not understood");
  }

  private static Node condition(String text, Deque<Part> parts, int depth) {
    TemplateExpression.Value condition = TemplateExpression.parse(text);
    Node then = sequence(parts, depth);
    Node otherwise = (scope, out) -> {};
    Part next = closing(parts);
    if (next.is("elif")) {
      otherwise = condition(next.text().substring("elif".length()), parts, depth + 1);
    } else if (next.is("else")) {
      otherwise = sequence(parts, depth);
      next = closing(parts);
    }
    if (!next.is("elif") && !next.is("endif")) {
      throw new IllegalArgumentException("'" + next.text() + "' stands for an endif");
    }
    Node other = otherwise;
    return (scope, out) ->
        (TemplateValues.isTrue(condition.of(scope)) ? then : other).write(scope, out);
  }

  private static Node loop(
      String name, TemplateExpression.Value list, Deque<Part> parts, int depth) {
    Node body = sequence(parts, depth);
    Part end = closing(parts);
    if (!end.is("endfor")) {
      throw new IllegalArgumentException("'" + end.text() + "' stands for an endfor");
    }
    return (scope, out) -> {
      if (list.of(scope) instanceof List<?> values) {
        for (int i = 0; i < values.size(); i++) {
          out.beginRound();
          // what is set in a loop is not known after it
          Map<String, Object> inside = new HashMap<>(scope);
          inside.put(name, values.get(i));
          inside.put(
              "loop",
              Map.of(
                  "first",
                  i == 0,
                  "last",
                  i == values.size() - 1,
                  "index",
                  i + 1,
                  "index0",
                  i,
                  "length",
                  values.size()));
          body.write(inside, out);
        }
      }
    };
  }

  private static Part closing(Deque<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a for or an if has no end");
    }
    return parts.pop();
  }
}
