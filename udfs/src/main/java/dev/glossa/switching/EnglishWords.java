package dev.glossa.switching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Which words are English, and which of them stand in texts of all languages. */
final class EnglishWords {
  private final Set<String> english;
  private final Set<String> loanwords;

  private EnglishWords() {
    try (InputStream words = EnglishWords.class.getResourceAsStream("english.txt.gz");
        InputStream loans = EnglishWords.class.getResourceAsStream("loanwords.txt")) {
      english = lines(new GZIPInputStream(words)).lines().collect(Collectors.toSet());
      loanwords = new HashSet<>();
      lines(loans)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> loanwords.addAll(Arrays.asList(line.split(" "))));
    } catch (IOException e) {
      throw new UncheckedIOException("The lists of words cannot be read.", e);
    }
  }

  static EnglishWords instance() {
    return Holder.INSTANCE;
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** Whether the word, in small letters, is English and no loanword of many languages. */
  boolean contains(String word) {
    return english.contains(word) && !loanwords.contains(word);
  }

  /** Whether the word, in small letters, stands in texts of all languages. */
  boolean isLoanword(String word) {
    return loanwords.contains(word);
  }

  private static final class Holder {
    static final EnglishWords INSTANCE = new EnglishWords();
  }
}
