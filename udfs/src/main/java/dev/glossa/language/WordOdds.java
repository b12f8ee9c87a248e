package dev.glossa.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Words that tell two languages apart whose letters do not, with the logarithms of the odds for the
 * first. {@code udfs/src/make/language_data.py} makes them.
 */
final class WordOdds {

  /** However many words speak for a language, it is not surer than this. */
  private static final double MOST = 12;

  private final Map<String, Double> odds = new HashMap<>();

  WordOdds(String resource) {
    try (InputStream in = WordOdds.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        odds.put(line.substring(0, tab), Double.parseDouble(line.substring(tab + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The words of " + resource + " cannot be read.", e);
    }
  }

  /** The sum over the words of a text that has nothing but letters and spaces. */
  double of(CharSequence text) {
    double sum = 0;
    StringTokenizer words = new StringTokenizer(text.toString().toLowerCase(Locale.ROOT), " ");
    while (words.hasMoreTokens()) {
      sum += odds.getOrDefault(words.nextToken(), 0.0);
    }
    return Math.max(-MOST, Math.min(MOST, sum));
  }
}
