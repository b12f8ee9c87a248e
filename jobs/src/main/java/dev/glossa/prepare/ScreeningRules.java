package dev.glossa.prepare;

import dev.glossa.prepare.ScreeningSettings.Action;
import dev.glossa.prepare.ScreeningSettings.BlockLists;
import dev.glossa.quality.C4Rules;
import dev.glossa.quality.Rule;
import dev.glossa.quality.Rule.Side;
import dev.glossa.quality.RuleSet;
import dev.glossa.quality.UrlBlockList;
import dev.glossa.quality.Verdict;
import dev.glossa.quality.WordList;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The bounds that what was measured by {@link Screens} is held to. */
final class ScreeningRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Measures of a benchmark's n-grams begin with it. */
  static final String CONTAMINATION = "contamination.";

  /** The measure: the share of a document that is a benchmark's. */
  static final String CONTAMINATED_SHARE = "contaminated_share";

  /** What is cut from a document may not be more. */
  private static final double MOST_CUT = 0.5;

  private static final String BLOCKED = "blocked_";
  private static final String CONTAMINATED = "contaminat";

  private final ScreeningSettings settings;

  ScreeningRules(ScreeningSettings settings) {
    this.settings = settings;
  }

  /** The verdicts of all rules on measures. */
  List<Verdict> judge(Map<String, Double> measures) {
    List<Rule> rules = new ArrayList<>();
    if (settings.c4()) {
      rules.addAll(C4Rules.RULES.rules());
    }
    BlockLists lists = settings.blockLists();
    for (String name :
        List.of(UrlBlockList.DOMAIN, UrlBlockList.URL, UrlBlockList.WORDS, UrlBlockList.PARTS)) {
      rules.add(new Rule(name, Side.MAXIMUM, 0));
    }
    rules.add(new Rule(UrlBlockList.SOFT_WORDS, Side.MAXIMUM, lists.maxUrlSoftWords()));
    rules.add(new Rule(WordList.COUNT, Side.MAXIMUM, orNone(lists.maxWords())));
    rules.add(new Rule(WordList.SHARE, Side.MAXIMUM, orNone(lists.maxWordShare())));
    if (settings.decontamination().action() == Action.CUT) {
      rules.add(new Rule(CONTAMINATED_SHARE, Side.MAXIMUM, MOST_CUT));
    } else {
      new TreeMap<>(measures)
          .keySet().stream()
              .filter(name -> name.startsWith(CONTAMINATION))
              .forEach(name -> rules.add(new Rule(name, Side.MAXIMUM, 0)));
    }
    return new RuleSet(rules, Set.of()).judge(measures);
  }

  /**
   * The names of all rules.
   *
   * @param benchmarks names of the benchmarks
   */
  static List<String> names(List<String> benchmarks) {
    List<String> names =
        new ArrayList<>(
            List.of(
                UrlBlockList.DOMAIN,
                UrlBlockList.URL,
                UrlBlockList.WORDS,
                UrlBlockList.PARTS,
                UrlBlockList.SOFT_WORDS,
                WordList.COUNT,
                WordList.SHARE,
                CONTAMINATED_SHARE));
    C4Rules.RULES.rules().forEach(rule -> names.add(rule.name()));
    benchmarks.forEach(name -> names.add(CONTAMINATION + name));
    return names;
  }

  private static double orNone(Double bound) {
    return bound == null ? Double.NaN : bound;
  }

  /** Whether the rule is one that keeps a document out before duplicates are looked for. */
  static boolean keepsOut(Verdict verdict) {
    return verdict.failed()
        && (verdict.rule().startsWith(BLOCKED) || verdict.rule().startsWith(CONTAMINATED));
  }

  /** The kind of a reject with these failed rules: blocked, contaminated or null. */
  static Column kind(Column failed) {
    return functions
        .when(anyBegins(failed, BLOCKED), "blocked")
        .when(anyBegins(failed, CONTAMINATED), "contaminated");
  }

  private static Column anyBegins(Column failed, String prefix) {
    return functions.exists(failed, reason -> reason.getField("rule").startsWith(prefix));
  }
}
