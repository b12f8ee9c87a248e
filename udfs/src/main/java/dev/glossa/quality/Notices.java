package dev.glossa.quality;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Lines that a page says of itself and not of its matter: that it uses cookies, needs JavaScript,
 * or has terms of use. Each language has phrases of its own, and English's.
 */
public final class Notices {

  /** The measure: how many lines {@link #remove} takes out. */
  public static final String REMOVED_LINES = "notice_lines";

  /** What is longer says more than a notice does. */
  private static final int LONGEST = 250;

  private static final String ENGLISH = "en";
  private static final Properties PHRASES = load();
  private static final Map<String, Notices> BY_LANGUAGE = new ConcurrentHashMap<>();

  private final List<String> cookie;
  private final List<String> consent;
  private final List<String> javascript;
  private final List<String> enable;
  private final List<String> policy;

  private Notices(String language) {
    this.cookie = phrases(language, "cookie");
    this.consent = phrases(language, "consent");
    this.javascript = phrases(language, "javascript");
    this.enable = phrases(language, "enable");
    this.policy = phrases(language, "policy");
  }

  /** The notices of a language, given by its ISO 639-1 code. */
  public static Notices of(String language) {
    return BY_LANGUAGE.computeIfAbsent(language, Notices::new);
  }

  /** Whether a line is a notice about cookies or JavaScript and nothing else. */
  public boolean isNotice(String line) {
    if (line.codePointCount(0, line.length()) > LONGEST) {
      return false;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    return (hasAny(lower, cookie) && hasAny(lower, consent))
        || (hasAny(lower, javascript) && hasAny(lower, enable));
  }

  /** The text without its notices. */
  public Cleaned remove(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!hasAny(lower, cookie) && !hasAny(lower, javascript)) {
      return new Cleaned(text, Map.of(REMOVED_LINES, 0.0));
    }
    List<String> lines = List.of(text.split("\n", -1));
    List<String> kept = lines.stream().filter(line -> !isNotice(line)).toList();
    int removed = lines.size() - kept.size();
    return new Cleaned(
        removed == 0 ? text : String.join("\n", kept), Map.of(REMOVED_LINES, (double) removed));
  }

  /** Whether a line in lower case names JavaScript. */
  boolean namesJavaScript(String lower) {
    return hasAny(lower, javascript);
  }

  /** Whether a line in lower case is one of a page's terms. */
  boolean namesTerms(String lower) {
    return hasAny(lower, policy);
  }

  private static boolean hasAny(String line, List<String> phrases) {
    for (String phrase : phrases) {
      if (line.contains(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> phrases(String language, String kind) {
    return Stream.of(language, ENGLISH)
        .map(code -> PHRASES.getProperty(code + "." + kind, ""))
        .flatMap(phrases -> Stream.of(phrases.split("\\|")))
        .filter(phrase -> !phrase.isEmpty())
        .distinct()
        .toList();
  }

  private static Properties load() {
    Properties phrases = new Properties();
    try (var reader =
        new InputStreamReader(
            Notices.class.getResourceAsStream("notices.properties"), StandardCharsets.UTF_8)) {
      phrases.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return phrases;
  }
}
