package dev.glossa.perplexity;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads an ARPA file as KenLM does. */
final class ArpaReader {

  private static final Pattern COUNT = Pattern.compile("ngram (\\d{1,2})\\s*=\\s*(\\d{1,18})\\s*");
  private static final String SPACES = " \t\r\0";
  private static final int MOST_ORDER = 32;

  private final ArpaLines lines;
  private final HeapVocabulary vocabulary = new HeapVocabulary();
  private HeapSearch search;

  ArpaReader(InputStream arpa) {
    this.lines = new ArpaLines(arpa);
  }

  NGramModel read() throws IOException {
    if (!lines.nextFull().equals("\\data\\")) {
      throw lines.invalid("is not \\data\\");
    }
    LongArrayList counts = new LongArrayList();
    String line = lines.nextFull();
    for (Matcher count = COUNT.matcher(line); count.matches(); count = COUNT.matcher(line)) {
      if (Integer.parseInt(count.group(1)) != counts.size() + 1) {
        throw lines.invalid("counts n-grams of an unexpected length");
      }
      counts.add(Long.parseLong(count.group(2)));
      line = lines.nextFull();
    }
    if (counts.size() < 2 || counts.size() > MOST_ORDER) {
      throw lines.invalid("comes after the counts of %d lengths".formatted(counts.size()));
    }
    search = new HeapSearch(counts.size());
    for (int length = 1; length <= counts.size(); length++) {
      if (!line.equals("\\%d-grams:".formatted(length))) {
        throw lines.invalid("is not \\%d-grams:".formatted(length));
      }
      for (long left = counts.getLong(length - 1); left > 0; left--) {
        read(lines.nextFull(), length);
      }
      line = lines.nextFull();
    }
    if (!line.equals("\\end\\")) {
      throw lines.invalid("is not \\end\\");
    }
    return new NGramModel(vocabulary, search);
  }

  private void read(String line, int length) {
    StringTokenizer cells = new StringTokenizer(line, SPACES);
    int count = cells.countTokens();
    if (count != length + 1 && (count != length + 2 || length == search.order())) {
      throw lines.invalid("has %d cells for an n-gram of %d words".formatted(count, length));
    }
    float probability = number(cells.nextToken());
    if (probability > 0) {
      throw lines.invalid("has a positive logarithm of a probability");
    }
    int[] words = new int[length];
    for (int i = length - 1; i >= 0; i--) {
      byte[] word = cells.nextToken().getBytes(StandardCharsets.ISO_8859_1);
      words[i] = length == 1 ? vocabulary.add(word) : known(word);
    }
    // A backoff of zero is that of an n-gram that is no context, until one comes that it is of.
    float backoff = cells.hasMoreTokens() ? number(cells.nextToken()) : 0;
    float marked = backoff == 0 ? Search.NO_EXTENSION : backoff;
    if (length == 1) {
      search.setUnigram(words[0], probability, marked);
    } else {
      add(words, probability, marked);
    }
  }

  private void add(int[] words, float probability, float backoff) {
    if (!search.extend(words, 1, words.length)) {
      throw lines.invalid(
          "has a %d-gram whose first %d words are no n-gram"
              .formatted(words.length, words.length - 1));
    }
    search.addSuffixes(words);
    search.set(words, words.length, probability, backoff);
  }

  private int known(byte[] word) {
    int number = vocabulary.number(MurmurHash.hash(word, 0, word.length));
    if (number == Vocabulary.UNKNOWN && !HeapVocabulary.isUnknown(word)) {
      throw lines.invalid("has a word that is no 1-gram");
    }
    return number;
  }

  private float number(String cell) {
    try {
      float number = Float.parseFloat(cell);
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As an infinite one.
    }
    throw lines.invalid("has no number in its first or last cell");
  }
}
