package dev.glossa.language;

import java.util.List;
import java.util.Optional;

/**
 * How likely words are in the languages of one script, by the characters, pairs and triples of the
 * bundled profiles. One word says little: sum over many.
 */
public final class WordLikelihoods {
  private final NGramProfiles profiles;

  private WordLikelihoods(NGramProfiles profiles) {
    this.profiles = profiles;
  }

  /**
   * @param script a constant of ICU's {@link com.ibm.icu.lang.UScript}
   * @return nothing where the bundled identifier knows only one language of the script, or none
   */
  public static Optional<WordLikelihoods> ofScript(int script) {
    return ScriptFirstIdentifier.instance().profiles(script).map(WordLikelihoods::new);
  }

  /** The languages, ISO 639-1. */
  public List<String> languages() {
    return profiles.languages();
  }

  /**
   * The logarithm of the word's likelihood, up to a constant of the word, in each of {@link
   * #languages}: all zeros if none of its n-grams is known.
   */
  public double[] of(CharSequence word) {
    double[] likelihoods = new double[profiles.languages().size()];
    profiles.addLogLikelihoods(word, likelihoods);
    return likelihoods;
  }
}
