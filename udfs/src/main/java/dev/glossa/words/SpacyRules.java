package dev.glossa.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.text.UnicodeSet;
import dev.glossa.words.AffixRule.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What spaCy knows of a language's words.
 *
 * @param prefixes what is cut off a word's start
 * @param unanchored a rule that is looked for everywhere, though what it finds is cut off the start
 *     by its length; or null
 * @param suffixes what is cut off a word's end
 * @param infixes what splits a word
 * @param exceptions tokens of texts that have their own
 * @param topLevelDomain the letters of which the last part of a host's name consists
 */
record SpacyRules(
    AffixRules prefixes,
    AffixRule unanchored,
    AffixRules suffixes,
    AffixRules infixes,
    Map<String, List<String>> exceptions,
    UnicodeSet topLevelDomain) {

  private static final String ANYWHERE = "anywhere ";

  /** The rules of a language that the resource has. */
  static SpacyRules of(String code) {
    JsonNode all = read();
    List<UnicodeSet> classes = new ArrayList<>();
    all.get("classes").forEach(ranges -> classes.add(parseClass(ranges.asText())));
    JsonNode language = all.get("languages").get(code);
    Map<String, List<String>> exceptions = new HashMap<>();
    addExceptions(all.get("exceptions"), exceptions);
    addExceptions(language.get("exceptions"), exceptions);
    List<AffixRule> prefixes = new ArrayList<>();
    AffixRule unanchored = null;
    for (JsonNode rule : language.get("prefixes")) {
      String text = rule.asText();
      if (text.startsWith(ANYWHERE)) {
        unanchored = parseRule(text.substring(ANYWHERE.length()), classes);
      } else {
        prefixes.add(parseRule(text, classes));
      }
    }
    return new SpacyRules(
        new AffixRules(prefixes),
        unanchored,
        new AffixRules(parseRules(language.get("suffixes"), classes)),
        new AffixRules(parseRules(language.get("infixes"), classes)),
        Map.copyOf(exceptions),
        classes.get(all.get("topLevelDomain").asInt()));
  }

  private static JsonNode read() {
    try (InputStream resource = SpacyRules.class.getResourceAsStream("spacy.json")) {
      return new ObjectMapper().readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addExceptions(JsonNode from, Map<String, List<String>> exceptions) {
    for (JsonNode tokens : from) {
      List<String> texts = new ArrayList<>();
      tokens.forEach(token -> texts.add(token.asText()));
      exceptions.put(String.join("", texts), List.copyOf(texts));
    }
  }

  private static UnicodeSet parseClass(String ranges) {
    UnicodeSet set = new UnicodeSet();
    for (String range : ranges.split(" ")) {
      String[] ends = range.split("-");
      set.add(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16));
    }
    return set.freeze();
  }

  private static List<AffixRule> parseRules(JsonNode rules, List<UnicodeSet> classes) {
    List<AffixRule> parsed = new ArrayList<>();
    rules.forEach(rule -> parsed.add(parseRule(rule.asText(), classes)));
    return parsed;
  }

  /** Reads n, n+, &lt;n, &gt;n and !n, as {@code word_data.py} writes them. */
  private static AffixRule parseRule(String text, List<UnicodeSet> classes) {
    List<UnicodeSet> behind = new ArrayList<>();
    List<Element> body = new ArrayList<>();
    List<UnicodeSet> ahead = new ArrayList<>();
    UnicodeSet notAhead = null;
    for (String part : text.split(" ")) {
      UnicodeSet set = classes.get(Integer.parseInt(part.replaceAll("[^0-9]", "")));
      switch (part.charAt(0)) {
        case '<' -> behind.add(set);
        case '>' -> ahead.add(set);
        case '!' -> notAhead = set;
        default -> body.add(new Element(set, part.endsWith("+")));
      }
    }
    return new AffixRule(List.copyOf(behind), List.copyOf(body), List.copyOf(ahead), notAhead);
  }
}
