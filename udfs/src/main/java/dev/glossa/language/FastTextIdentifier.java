package dev.glossa.language;

import com.ibm.icu.util.ULocale;
import dev.glossa.language.fasttext.FastTextModel;
import dev.glossa.language.fasttext.Prediction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Identifies languages by a fastText model such as lid.176 or GlotLID. The score is the model's
 * probability. As in FineWeb-2, the model sees the whole text with newlines as spaces; of a very
 * long one, pieces from all over it.
 */
public final class FastTextIdentifier implements LanguageIdentifier {

  private static final int SAMPLE = 60_000;
  private static final int PIECES = 12;
  private static final Pattern WITH_SCRIPT = Pattern.compile("__label__[a-z]{3}_[A-Z][a-z]{3}");

  private final FastTextModel model;
  private final Map<String, String> languages;
  private final boolean namesScripts;

  public FastTextIdentifier(FastTextModel model) {
    this.model = model;
    List<String> labels = model.labels();
    this.languages =
        labels.stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), FastTextIdentifier::code));
    this.namesScripts = labels.stream().anyMatch(label -> WITH_SCRIPT.matcher(label).matches());
  }

  /** Whether its labels name scripts ({@code hin_Deva}), as GlotLID's do. */
  public boolean namesScripts() {
    return namesScripts;
  }

  @Override
  public LanguageScore identify(String text) {
    String line = TextSample.of(text, SAMPLE, PIECES).replace('\n', ' ');
    List<Prediction> found = model.predict(line, 1, 0);
    if (found.isEmpty()) {
      return LanguageScore.NONE;
    }
    Prediction best = found.get(0);
    // fastText adds 1e-5 before it takes logarithms.
    return new LanguageScore(languages.get(best.label()), Math.min(1, best.probability()));
  }

  /**
   * The code of a label. A language in letters that are not its own, such as hin_Latn, is another
   * kind of text: its code is hi-Latn.
   */
  private static String code(String label) {
    String code = Language.codeOf(label);
    String script = WITH_SCRIPT.matcher(label).matches() ? label.substring(label.length() - 4) : "";
    boolean foreign =
        script.equals("Latn")
            && Language.of(code).isPresent()
            && !ULocale.addLikelySubtags(new ULocale(code)).getScript().equals(script);
    return foreign ? code + "-" + script : code;
  }
}
