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
  private static final Pattern TAG =
      Pattern.compile(
          "\\{#(?<commentStrips>-?).*?(?<stripsAfterComment>-?)#\\}"
              + "|\\{(?<kind>[{%])(?<strips>-?)"
              + "(?<text>(?:'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[^'\"])*?)"
              + "(?<stripsAfter>-?)[}%]\\}",
          Pattern.DOTALL);

  /** A conversation that the template itself does not allow. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  @FunctionalInterface
  private interface Node {
    void write(Map<String, Object> scope, StringBuilder out);
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
    Deque<Part> parts = new ArrayDeque<>(parts(jinja));
    Node all = sequence(parts);
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
    StringBuilder out = new StringBuilder();
    all.write(scope, out);
    return out.toString();
  }

  private static List<Part> parts(String file) {
    // the newline that a file ends with is none of it
    String jinja = file.endsWith("\n") ? file.substring(0, file.length() - 1) : file;
    List<Part> parts = new ArrayList<>();
    Matcher tag = TAG.matcher(jinja);
    int start = 0;
    boolean beginsLine = true;
    while (tag.find()) {
      boolean comment = tag.group("kind") == null;
      String text = jinja.substring(start, tag.start());
      boolean strips = "-".equals(tag.group(comment ? "commentStrips" : "strips"));
      boolean block = comment || tag.group("kind").equals("%");
      parts.add(new Part(Part.TEXT, before(text, strips, block, beginsLine)));
      if (!comment) {
        parts.add(new Part(tag.group("kind").charAt(0), tag.group("text").strip()));
      }
      start = tag.end();
      if ("-".equals(tag.group(comment ? "stripsAfterComment" : "stripsAfter"))) {
        while (start < jinja.length() && Character.isWhitespace(jinja.charAt(start))) {
          start++;
        }
      } else if (block && jinja.startsWith("\n", start)) {
        start++;
      }
      beginsLine = start > tag.end() && jinja.charAt(start - 1) == '\n';
      tag.region(start, jinja.length());
    }
    parts.add(new Part(Part.TEXT, jinja.substring(start)));
    for (Part part : parts) {
      if (part.kind() == Part.TEXT && OPENING.matcher(part.text()).find()) {
        throw new IllegalArgumentException("'" + part.text().strip() + "' is not understood");
      }
    }
    return parts;
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
  private static Node sequence(Deque<Part> parts) {
    List<Node> nodes = new ArrayList<>();
    while (!parts.isEmpty() && !closes(parts.peek())) {
      nodes.add(node(parts));
    }
    return (scope, out) -> nodes.forEach(node -> node.write(scope, out));
  }

  private static boolean closes(Part part) {
    return part.is("endfor") || part.is("endif") || part.is("else") || part.is("elif");
  }

  private static Node node(Deque<Part> parts) {
    Part part = parts.pop();
    if (part.kind() == Part.TEXT) {
      return (scope, out) -> out.append(part.text());
    }
    if (part.kind() != Part.BLOCK) {
      TemplateExpression.Value value = TemplateExpression.parse(part.text());
      return (scope, out) -> out.append(TemplateExpression.text(value.of(scope)));
    }
    if (part.is("if")) {
      return condition(part.text().substring("if".length()), parts);
    }
    Matcher loop = FOR.matcher(part.text());
    if (loop.matches() && !loop.group(2).contains(" if ")) {
      return loop(loop.group(1), TemplateExpression.parse(loop.group(2)), parts);
    }
    Matcher set = SET.matcher(part.text());
    if (set.matches()) {
      TemplateExpression.Value value = TemplateExpression.parse(set.group(2));
      return (scope, out) -> scope.put(set.group(1), value.of(scope));
    }
    throw new IllegalArgumentException("'" + part.text() + "' is not understood");
  }

  private static Node condition(String text, Deque<Part> parts) {
    TemplateExpression.Value condition = TemplateExpression.parse(text);
    Node then = sequence(parts);
    Node otherwise = (scope, out) -> {};
    Part next = closing(parts);
    if (next.is("elif")) {
      otherwise = condition(next.text().substring("elif".length()), parts);
    } else if (next.is("else")) {
      otherwise = sequence(parts);
      next = closing(parts);
    }
    if (!next.is("elif") && !next.is("endif")) {
      throw new IllegalArgumentException("'" + next.text() + "' stands for an endif");
    }
    Node other = otherwise;
    return (scope, out) ->
        (TemplateExpression.isTrue(condition.of(scope)) ? then : other).write(scope, out);
  }

  private static Node loop(String name, TemplateExpression.Value list, Deque<Part> parts) {
    Node body = sequence(parts);
    Part end = closing(parts);
    if (!end.is("endfor")) {
      throw new IllegalArgumentException("'" + end.text() + "' stands for an endfor");
    }
    return (scope, out) -> {
      if (list.of(scope) instanceof List<?> values) {
        for (int i = 0; i < values.size(); i++) {
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
