package dev.glossa.dedup;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Near duplicates of known similarity: documents of a language and copies in which words were
 * replaced by words of other documents. The same texts and seed make the same copies.
 */
final class PlantedDuplicates {

  /** The Jaccard similarities that copies are made for. */
  static final List<Double> TARGETS = List.of(0.95, 0.9, 0.8, 0.7, 0.5);

  private static final int SEED = 20231104;
  private static final int FEWEST_WORDS = 100;
  private static final int MOST_WORDS = 1000;
  private static final double CLOSE = 0.005;
  private static final int MOST_TRIES = 8;

  private final String language;
  private final NearDuplicates near;
  private final Random random;
  private final List<String> vocabulary = new ArrayList<>();

  private PlantedDuplicates(String language) {
    this.language = language;
    this.near = NearDuplicates.scriptSafe(language);
    this.random = new Random(SEED);
  }

  /**
   * A document and its copy.
   *
   * @param document number of the document
   * @param text of the document
   * @param copy the changed text
   * @param target the similarity that was aimed at
   * @param similarity the Jaccard similarity of their shingles
   */
  record Pair(int document, String text, String copy, double target, double similarity) {

    /** The probability that two such texts share one of 14 bands of 8. */
    double chance() {
      return 1 - Math.pow(1 - Math.pow(similarity, MinHash.ROWS), MinHash.BANDS);
    }
  }

  /**
   * A copy for each target of some documents with enough words; long ones are cut.
   *
   * @param texts documents of the language
   * @param documents of how many of them copies are made
   */
  static List<Pair> of(String language, List<String> texts, int documents) {
    PlantedDuplicates planted = new PlantedDuplicates(language);
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, planted.random);
    List<List<String>> sources =
        shuffled.stream()
            .map(planted::segments)
            .filter(segments -> wordPlaces(segments).size() >= FEWEST_WORDS)
            .limit(documents)
            .toList();
    sources.forEach(s -> wordPlaces(s).forEach(place -> planted.vocabulary.add(s.get(place))));
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      for (double target : TARGETS) {
        pairs.add(planted.pair(i, sources.get(i), target));
      }
    }
    return pairs;
  }

  /**
   * Words and what is between them; joined they are the text, up to the greatest number of words.
   */
  private List<String> segments(String text) {
    BreakIterator words = BreakIterator.getWordInstance(ULocale.forLanguageTag(language));
    words.setText(text);
    List<String> segments = new ArrayList<>();
    int start = words.first();
    int found = 0;
    for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
      found += words.getRuleStatus() >= BreakIterator.WORD_NUMBER ? 1 : 0;
      if (found > MOST_WORDS) {
        break;
      }
      segments.add(text.substring(start, end));
    }
    return segments;
  }

  private static List<Integer> wordPlaces(List<String> segments) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      if (Character.isLetter(segments.get(i).codePointAt(0))) {
        places.add(i);
      }
    }
    return places;
  }

  private Pair pair(int document, List<String> segments, double target) {
    String text = String.join("", segments);
    ShingleSet shingles = near.shingles(text);
    List<Integer> places = wordPlaces(segments);
    Collections.shuffle(places, random);
    List<String> others =
        places.stream().map(p -> vocabulary.get(random.nextInt(vocabulary.size()))).toList();
    // Each changed word changes five shingles of n, so that (n - 5 k) / (n + 5 k) are common.
    double changes = shingles.size() * (1 - target) / (MinHash.SHINGLE * (1 + target));
    Pair nearest = null;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int count = (int) Math.max(1, Math.min(places.size(), Math.round(changes)));
      String copy = changed(segments, places.subList(0, count), others);
      Pair pair = new Pair(document, text, copy, target, shingles.jaccard(near.shingles(copy)));
      if (nearest == null
          || Math.abs(pair.similarity - target) < Math.abs(nearest.similarity - target)) {
        nearest = pair;
      }
      if (Math.abs(pair.similarity - target) < CLOSE) {
        break;
      }
      changes = count + shingles.size() * (pair.similarity - target) / (2 * MinHash.SHINGLE);
    }
    return nearest;
  }

  private static String changed(List<String> segments, List<Integer> places, List<String> others) {
    List<String> changed = new ArrayList<>(segments);
    for (int i = 0; i < places.size(); i++) {
      changed.set(places.get(i), others.get(i));
    }
    return String.join("", changed);
  }
}
