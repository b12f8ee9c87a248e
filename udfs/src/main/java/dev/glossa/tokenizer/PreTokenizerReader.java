package dev.glossa.tokenizer;

import static dev.glossa.tokenizer.TokenizerJson.unsupported;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a tokenizer.json's pre-tokenizer.
 *
 * @param steps one after another, each for the words of the one before
 * @param isByteLevel whether the model gets the bytes of words, in {@link ByteAlphabet}'s
 *     characters
 */
record PreTokenizerReader(List<PreTokenizer> steps, boolean isByteLevel) {

  private static final Map<String, SplitBehavior> BEHAVIORS =
      Map.of(
          "Removed", SplitBehavior.REMOVED,
          "Isolated", SplitBehavior.ISOLATED,
          "MergedWithPrevious", SplitBehavior.MERGED_WITH_PREVIOUS,
          "MergedWithNext", SplitBehavior.MERGED_WITH_NEXT,
          "Contiguous", SplitBehavior.CONTIGUOUS);

  static PreTokenizerReader read(JsonNode part) {
    List<PreTokenizer> steps = new ArrayList<>();
    boolean isByteLevel = false;
    for (JsonNode step : TokenizerJson.steps(part, "pretokenizers")) {
      if (isByteLevel) {
        throw unsupported("its pre-tokenizer has another step after ByteLevel");
      }
      String type = TokenizerJson.type(step);
      switch (type) {
        case "ByteLevel" -> {
          isByteLevel = true;
          if (step.path("add_prefix_space").asBoolean()) {
            steps.add(new PrefixSpace());
          }
          if (step.path("use_regex").asBoolean(true)) {
            steps.add(WordScanner.gpt2());
          }
        }
        case "Split" -> steps.add(split(step));
        case "Digits" ->
            steps.add(
                characters(
                    "[:N:]",
                    step.path("individual_digits").asBoolean()
                        ? SplitBehavior.ISOLATED
                        : SplitBehavior.CONTIGUOUS));
        case "Punctuation" ->
            steps.add(characters("[[:P:]$+<=>\\^`|~]", behavior(step, SplitBehavior.ISOLATED)));
        case "WhitespaceSplit" -> steps.add(characters("[:White_Space:]", SplitBehavior.REMOVED));
        case "Metaspace" -> steps.add(metaspace(step));
        default -> throw unsupported("its pre-tokenizer has the step " + type);
      }
    }
    return new PreTokenizerReader(List.copyOf(steps), isByteLevel);
  }

  private static PreTokenizer characters(String delimiters, SplitBehavior behavior) {
    UnicodeSet set = new UnicodeSet(delimiters).freeze();
    return new CharacterSplit(set::contains, behavior);
  }

  private static SplitBehavior behavior(JsonNode step, SplitBehavior otherwise) {
    JsonNode name = step.path("behavior");
    SplitBehavior behavior =
        TokenizerJson.isAbsent(name) ? otherwise : BEHAVIORS.get(name.asText());
    if (behavior == null) {
      throw unsupported(
          "its pre-tokenizer %s has the behavior '%s'"
              .formatted(TokenizerJson.type(step), name.asText()));
    }
    return behavior;
  }

  private static PreTokenizer split(JsonNode step) {
    SplitBehavior behavior = behavior(step, null);
    boolean isInverted = step.path("invert").asBoolean();
    WordScanner scanner = WordScanner.of(step.path("pattern").path("Regex").asText());
    // The known expressions match every character, so that nothing is left to be removed.
    boolean keepsMatches =
        behavior == SplitBehavior.ISOLATED || (behavior == SplitBehavior.REMOVED && isInverted);
    return scanner != null && keepsMatches
        ? scanner
        : new PatternSplit(TokenizerJson.pattern(step, "pre-tokenizer"), behavior, isInverted);
  }

  private static PreTokenizer metaspace(JsonNode step) {
    boolean prefix = step.path("add_prefix_space").asBoolean(true);
    String scheme = prefix ? step.path("prepend_scheme").asText("always") : "never";
    Metaspace.Prefix place =
        switch (scheme) {
          case "always" -> Metaspace.Prefix.ALWAYS;
          case "first" -> Metaspace.Prefix.FIRST;
          case "never" -> Metaspace.Prefix.NEVER;
          default ->
              throw unsupported(
                  "its pre-tokenizer Metaspace has the prepend_scheme '" + scheme + "'");
        };
    String replacement = step.path("replacement").asText("\u2581");
    if (replacement.codePointCount(0, replacement.length()) != 1) {
      throw unsupported("its pre-tokenizer Metaspace has no character as replacement");
    }
    return new Metaspace(replacement, place, step.path("split").asBoolean(true));
  }
}
