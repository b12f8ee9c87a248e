package dev.glossa.prepare;

import dev.glossa.job.GlossaException;
import dev.glossa.quality.Rule;
import dev.glossa.quality.RuleSet;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of each language, some with other bounds than their own. */
final class Bounds implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What holds for every language that does not say otherwise. */
  private static final String ALL = "all";

  private final TreeMap<String, Map<String, Double>> changed = new TreeMap<>();
  private transient Map<String, RuleSet> rules;

  /**
   * @param changed bounds by language (or all) and rule
   * @throws GlossaException (usage) if there is no such rule
   */
  Bounds(Map<String, Map<String, Double>> changed) {
    List<String> known = RuleSet.of("en").rules().stream().map(Rule::name).toList();
    changed.forEach(
        (language, bounds) -> {
          for (String rule : bounds.keySet()) {
            if (!known.contains(rule)) {
              throw GlossaException.usage(
                  "Unknown rule '%s' of prepare.bounds.%s: there are %s.",
                  rule, language, String.join(", ", known));
            }
          }
          this.changed.put(language, new TreeMap<>(bounds));
        });
  }

  /** The rules of a language with the bounds that hold. */
  RuleSet rules(String language) {
    if (rules == null) {
      rules = new HashMap<>();
    }
    return rules.computeIfAbsent(
        language,
        code ->
            RuleSet.of(code)
                .withBounds(changed.getOrDefault(ALL, Map.of()))
                .withBounds(changed.getOrDefault(code, Map.of())));
  }
}
