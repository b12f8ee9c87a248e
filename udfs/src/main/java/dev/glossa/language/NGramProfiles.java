package dev.glossa.language;

import com.optimaize.langdetect.cybozu.util.CharNormalizer;
import com.optimaize.langdetect.cybozu.util.LangProfile;
import com.optimaize.langdetect.frma.LangProfileReader;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The languages, in the order of their probabilities. */
  List<String> languages() {
    return languages;
  }

  /** The probability of each language; nothing if no n-gram of the text is known. */
  Optional<double[]> probabilities(CharSequence text) {
    double[] likelihoods = new double[languages.size()];
    long grams = addLogLikelihoods(text, likelihoods);
    return grams == 0 ? Optional.empty() : Optional.of(posterior(likelihoods, grams));
  }

  /** Adds what the text's known n-grams say for each language; returns how many these are. */
  long addLogLikelihoods(CharSequence text, double[] likelihoods) {
    long[] grams = new long[1];
    forEachGram(
        text,
        (gram, length) -> {
          float[] found = logFrequencies.get(gram);
          if (found != null) {
            grams[0]++;
            for (int l = 0; l < likelihoods.length; l++) {
              likelihoods[l] += found[l];
            }
          }
        });
    return grams[0];
  }

  @FunctionalInterface
  private interface GramAction {
    void accept(long gram, int length);
  }

  private static void forEachGram(CharSequence text, GramAction action) {
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
      for (int length = c == ' ' ? 2 : 1; length <= filled; length++) {
        action.accept(window & (-1L >>> (64 - 16 * length)), length);
      }
      if (c == ' ') {
        filled = 1;
      }
    }
  }

  private static double[] posterior(double[] likelihoods, long grams) {
    double weight = Math.min(1, MOST_EVIDENCE / grams);
    double greatest = Arrays.stream(likelihoods).max().orElseThrow();
    double sum = 0;
    double[] probabilities = new double[likelihoods.length];
    for (int l = 0; l < likelihoods.length; l++) {
      probabilities[l] = StrictMath.exp(weight * (likelihoods[l] - greatest));
      sum += probabilities[l];
    }
    for (int l = 0; l < likelihoods.length; l++) {
      probabilities[l] /= sum;
    }
    return probabilities;
  }

  private static long pack(String gram) {
    long packed = 0;
    for (int i = 0; i < gram.length(); i++) {
      packed = packed << 16 | gram.charAt(i);
    }
    return packed;
  }

  private static String unpack(long gram, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = length - 1; i >= 0; i--) {
      text.append((char) (gram >>> (16 * i)));
    }
    return text.toString();
  }

  /** The library's profile, or for a language that it lacks one of a text of ours. */
  private static LangProfile read(String language) {
    try (InputStream in = LangProfile.class.getResourceAsStream("/languages/" + language);
        InputStream own = NGramProfiles.class.getResourceAsStream(language + ".txt")) {
      return in == null
          ? profile(language, new String(own.readAllBytes(), StandardCharsets.UTF_8))
          : new LangProfileReader().read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The language profile " + language + " cannot be read.", e);
    }
  }

  private static LangProfile profile(String language, String text) {
    LangProfile profile = new LangProfile(language);
    String letters = text.replaceAll("[^\\p{L}]+", " ");
    forEachGram(letters, (gram, length) -> profile.add(unpack(gram, length)));
    return profile;
  }
}
