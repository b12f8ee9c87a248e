package dev.glossa.language;

import com.optimaize.langdetect.cybozu.util.CharNormalizer;
import com.optimaize.langdetect.cybozu.util.LangProfile;
import com.optimaize.langdetect.frma.LangProfileReader;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tells languages of one script apart by naive Bayes over characters, pairs and triples, with the
 * profiles that Optimaize's language-detector carries (Apache-2.0). Of that library only the
 * profiles and their reader are used: its detector draws at random, and wants a Guava that Spark
 * does not have.
 */
final class NGramProfiles {

  private static final int LONGEST = 3;

  /** Added to each frequency, as the library does it: 0.5 / 10,000. */
  private static final double SMOOTHING = 5e-5;

  /**
   * A text gives at most this many n-grams' worth of evidence, since neighbouring n-grams are not
   * independent; without it every long text would be certain.
   */
  private static final double MOST_EVIDENCE = 60;

  private final List<String> languages;

  /** Logarithms of an n-gram's frequency, by language; n-grams are packed characters. */
  private final Long2ObjectOpenHashMap<float[]> logFrequencies = new Long2ObjectOpenHashMap<>();

  private final float[] unseen;

  NGramProfiles(List<String> languages) {
    this.languages = List.copyOf(languages);
    this.unseen = new float[languages.size()];
    Arrays.fill(unseen, (float) Math.log(SMOOTHING));
    for (int i = 0; i < languages.size(); i++) {
      add(i, read(languages.get(i)));
    }
  }

  private void add(int language, LangProfile profile) {
    for (Map.Entry<String, Integer> gram : profile.getFreq().entrySet()) {
      int length = gram.getKey().length();
      if (length <= LONGEST) {
        double frequency = (double) gram.getValue() / profile.getNWords()[length - 1];
        logFrequencies.computeIfAbsent(pack(gram.getKey()), key -> unseen.clone())[language] =
            (float) Math.log(frequency + SMOOTHING);
      }
    }
  }

  /** The likeliest language of the text and its probability. */
  LanguageScore identify(CharSequence text) {
    double[] likelihoods = new double[languages.size()];
    long grams = 0;
    long window = ' ';
    int filled = 1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ' ' : CharNormalizer.normalize(text.charAt(i));
      if (c == ' ' && (window & 0xFFFF) == ' ') {
        continue;
      }
      // Grams do not reach over a space, except that it marks a word's start or end.
      window = (window << 16 | c) & 0xFFFF_FFFF_FFFFL;
      filled = Math.min(filled + 1, LONGEST);
      for (int length = 1; length <= filled; length++) {
        float[] found = logFrequencies.get(window & (-1L >>> (64 - 16 * length)));
        if (found != null && !(length == 1 && c == ' ')) {
          grams++;
          for (int l = 0; l < likelihoods.length; l++) {
            likelihoods[l] += found[l];
          }
        }
      }
      if (c == ' ') {
        filled = 1;
      }
    }
    return grams == 0 ? LanguageScore.NONE : posterior(likelihoods, grams);
  }

  private LanguageScore posterior(double[] likelihoods, long grams) {
    double weight = Math.min(1, MOST_EVIDENCE / grams);
    int best = 0;
    for (int l = 1; l < likelihoods.length; l++) {
      best = likelihoods[l] > likelihoods[best] ? l : best;
    }
    double sum = 0;
    for (double likelihood : likelihoods) {
      sum += StrictMath.exp(weight * (likelihood - likelihoods[best]));
    }
    return new LanguageScore(languages.get(best), 1 / sum);
  }

  private static long pack(String gram) {
    long packed = 0;
    for (int i = 0; i < gram.length(); i++) {
      packed = packed << 16 | gram.charAt(i);
    }
    return packed;
  }

  private static LangProfile read(String language) {
    try (InputStream in = LangProfile.class.getResourceAsStream("/languages/" + language)) {
      return new LangProfileReader().read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The language profile " + language + " cannot be read.", e);
    }
  }
}
