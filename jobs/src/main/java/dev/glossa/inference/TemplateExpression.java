package dev.glossa.inference;

import static dev.glossa.inference.TemplateValues.contains;
import static dev.glossa.inference.TemplateValues.divisor;
import static dev.glossa.inference.TemplateValues.isTrue;
import static dev.glossa.inference.TemplateValues.joined;
import static dev.glossa.inference.TemplateValues.list;
import static dev.glossa.inference.TemplateValues.member;
import static dev.glossa.inference.TemplateValues.number;
import static dev.glossa.inference.TemplateValues.plus;
import static dev.glossa.inference.TemplateValues.position;
import static dev.glossa.inference.TemplateValues.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of a {@link ChatTemplate}: texts, whole numbers, names, subscripts, slices,
 * attributes, {@code + ~ % == != < > <= >= and or not in is}, {@code a if b else c}, the filters
 * trim, length, upper, lower, and the methods strip, upper, lower, startswith and endswith. What is
 * not there is null, which is false and prints as nothing.
 */
final class TemplateExpression {
  /** Its value. */
  @FunctionalInterface
  interface Value {
    Object of(Map<String, Object> scope);
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|\\d+|[A-Za-z_]\\w*"
              + "|==|!=|<=|>=|[-+~%<>()\\[\\].,:|=])\\s*",
          Pattern.DOTALL);
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=", "in");

  private static final int MOST_TOKENS = 500;

  private final List<String> tokens = new ArrayList<>();
  private int at;

  private TemplateExpression(String text) {
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && token.find(end) && token.start() == end) {
      tokens.add(token.group(1));
      end = token.end();
    }
    if (end < text.length() || tokens.isEmpty()) {
      throw new IllegalArgumentException("'" + text.strip() + "' is not understood");
    }
    // They may all be nested within each other.
    if (tokens.size() > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "an expression has more than %d words".formatted(MOST_TOKENS));
    }
  }

  /**
   * @throws IllegalArgumentException naming what is not understood
   */
  static Value parse(String text) {
    TemplateExpression expression = new TemplateExpression(text);
    Value value = expression.conditional();
    if (expression.at < expression.tokens.size()) {
      throw new IllegalArgumentException(
          "'%s' in '%s' is not understood"
              .formatted(expression.tokens.get(expression.at), text.strip()));
    }
    return value;
  }

  private Value conditional() {
    Value value = or();
    if (!take("if")) {
      return value;
    }
    Value condition = or();
    Value other = take("else") ? conditional() : scope -> null;
    return scope -> isTrue(condition.of(scope)) ? value.of(scope) : other.of(scope);
  }

  private Value or() {
    Value left = and();
    while (take("or")) {
      Value first = left;
      Value second = and();
      left = scope -> isTrue(first.of(scope)) ? first.of(scope) : second.of(scope);
    }
    return left;
  }

  private Value and() {
    Value left = not();
    while (take("and")) {
      Value first = left;
      Value second = not();
      left = scope -> isTrue(first.of(scope)) ? second.of(scope) : first.of(scope);
    }
    return left;
  }

  private Value not() {
    if (take("not")) {
      Value value = not();
      return scope -> !isTrue(value.of(scope));
    }
    return comparison();
  }

  private Value comparison() {
    Value left = sum();
    while (true) {
      if (take("is")) {
        left = test(left);
      } else if (at < tokens.size() && COMPARISONS.contains(tokens.get(at))) {
        left = compared(left, tokens.get(at++), sum());
      } else if (peek("not") && at + 1 < tokens.size() && tokens.get(at + 1).equals("in")) {
        at += 2;
        Value inside = compared(left, "in", sum());
        left = scope -> !isTrue(inside.of(scope));
      } else {
        return left;
      }
    }
  }

  private Value test(Value value) {
    boolean negated = take("not");
    String name = next();
    Value test =
        switch (name) {
          case "defined" -> scope -> value.of(scope) != null;
          case "none", "None", "undefined" -> scope -> value.of(scope) == null;
          case "string" -> scope -> value.of(scope) instanceof String;
          case "mapping" -> scope -> value.of(scope) instanceof Map;
          default -> throw new IllegalArgumentException("'is " + name + "' is not understood");
        };
    return scope -> isTrue(test.of(scope)) != negated;
  }

  private static Value compared(Value left, String operator, Value right) {
    return scope -> {
      Object a = left.of(scope);
      Object b = right.of(scope);
      return switch (operator) {
        case "==" -> Objects.equals(a, b);
        case "!=" -> !Objects.equals(a, b);
        case "in" -> contains(b, a);
        case "<" -> number(a) < number(b);
        case ">" -> number(a) > number(b);
        case "<=" -> number(a) <= number(b);
        default -> number(a) >= number(b);
      };
    };
  }

  private Value sum() {
    Value left = filtered();
    while (true) {
      Value first = left;
      if (take("+")) {
        Value second = filtered();
        left = scope -> plus(first.of(scope), second.of(scope));
      } else if (take("-")) {
        Value second = filtered();
        left = scope -> number(first.of(scope)) - number(second.of(scope));
      } else if (take("~")) {
        Value second = filtered();
        left = scope -> joined(text(first.of(scope)), text(second.of(scope)));
      } else if (take("%")) {
        Value second = filtered();
        left = scope -> Math.floorMod(number(first.of(scope)), divisor(second.of(scope)));
      } else {
        return left;
      }
    }
  }

  private Value filtered() {
    Value value = postfix();
    while (take("|")) {
      value = method(value, next());
    }
    return value;
  }

  private Value postfix() {
    Value value = primary();
    while (true) {
      Value of = value;
      if (take(".")) {
        String name = next();
        value = take("(") ? called(of, name) : scope -> member(of.of(scope), name);
      } else if (take("[")) {
        value = subscript(of);
      } else {
        return value;
      }
    }
  }

  private Value called(Value of, String name) {
    if (take(")")) {
      return method(of, name);
    }
    Value argument = conditional();
    require(")");
    return switch (name) {
      case "startswith" -> scope -> text(of.of(scope)).startsWith(text(argument.of(scope)));
      case "endswith" -> scope -> text(of.of(scope)).endsWith(text(argument.of(scope)));
      default -> throw new IllegalArgumentException("'" + name + "' is not understood");
    };
  }

  private static Value method(Value of, String name) {
    return switch (name) {
      case "trim", "strip" -> scope -> text(of.of(scope)).strip();
      case "upper" -> scope -> text(of.of(scope)).toUpperCase(Locale.ROOT);
      case "lower" -> scope -> text(of.of(scope)).toLowerCase(Locale.ROOT);
      case "length" ->
          scope -> of.of(scope) instanceof List<?> list ? list.size() : text(of.of(scope)).length();
      default -> throw new IllegalArgumentException("'" + name + "' is not understood");
    };
  }

  private Value subscript(Value of) {
    if (take(":")) {
      Value to = conditional();
      require("]");
      return scope -> {
        List<?> list = list(of.of(scope));
        return list.subList(0, position(list, to.of(scope)));
      };
    }
    Value index = conditional();
    if (take(":")) {
      require("]");
      return scope -> {
        List<?> list = list(of.of(scope));
        return list.subList(position(list, index.of(scope)), list.size());
      };
    }
    require("]");
    return scope -> member(of.of(scope), index.of(scope));
  }

  private Value primary() {
    String token = next();
    if (token.equals("(")) {
      Value value = conditional();
      require(")");
      return value;
    }
    if (token.equals("-")) {
      Value value = postfix();
      return scope -> -number(value.of(scope));
    }
    char first = token.charAt(0);
    if (first == '\'' || first == '"') {
      String text = unescaped(token.substring(1, token.length() - 1));
      return scope -> text;
    }
    if (Character.isDigit(first)) {
      Integer number = Integer.valueOf(token);
      return scope -> number;
    }
    if (!Character.isLetter(first) && first != '_') {
      throw new IllegalArgumentException("'" + token + "' is not understood");
    }
    return switch (token) {
      case "true", "True" -> scope -> true;
      case "false", "False" -> scope -> false;
      case "none", "None" -> scope -> null;
      case "raise_exception" -> refusal();
      default -> scope -> scope.get(token);
    };
  }

  private Value refusal() {
    require("(");
    Value sentence = conditional();
    require(")");
    return scope -> {
      throw new ChatTemplate.RefusedException(text(sentence.of(scope)));
    };
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        c =
            switch (text.charAt(++i)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case '\\', '\'', '"' -> text.charAt(i);
              default ->
                  throw new IllegalArgumentException(
                      "'\\" + text.charAt(i) + "' is not understood");
            };
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private boolean peek(String token) {
    return at < tokens.size() && tokens.get(at).equals(token);
  }

  private boolean take(String token) {
    if (!peek(token)) {
      return false;
    }
    at++;
    return true;
  }

  private void require(String token) {
    if (!take(token)) {
      throw new IllegalArgumentException("'" + token + "' is missing");
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw new IllegalArgumentException("an expression ends too soon");
    }
    return tokens.get(at++);
  }
}
