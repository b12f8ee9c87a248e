package dev.glossa.words;

import dev.glossa.text.Characters;
import dev.glossa.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * pyvi 0.1 as spaCy calls it: a conditional random field says of each syllable whether it goes on
 * with the word of the one before. The white space between the syllables of a word stays.
 */
final class PyviWords implements WordSplitter {

  private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final PyviModel model = PyviModel.read();
  private final int within = model.labels().indexOf("I_W");
  private final RecentTexts<Syllable> recent = new RecentTexts<>(Syllable::new);
  private final double[] none = new double[model.labels().size()];

  /** Weights of the attributes that are true or false, in the order in which pyvi adds them. */
  private final double[] bias = weights("bias");

  private final Flags here = new Flags("word");
  private final Flags before = new Flags("-1:word");
  private final Flags after = new Flags("+1:word");
  private final double[] digit = weights("word.isdigit()");
  private final double[] wordBefore = weights("-1:word.bi_gram()");
  private final double[] wordAfter = weights("+1:word.bi_gram()");
  private final double[] longWordBefore = weights("-2:word.tri_gram()");
  private final double[] longWordAfter = weights("+2:word.tri_gram()");

  private final class Flags {
    private final double[] upper;
    private final double[] title;

    Flags(String prefix) {
      upper = weights(prefix + ".isupper()");
      title = weights(prefix + ".istitle()");
    }
  }

  /** What is known of a syllable wherever it stands. */
  private final class Syllable {
    private final int number;
    private final boolean upper;
    private final boolean title;
    private final boolean digit;
    private final boolean joinable;
    private final boolean startsTitle;
    private final double[] weightsHere;
    private final double[] weightsBefore;
    private final double[] weightsAfter;

    Syllable(String text) {
      int first = text.codePointAt(0);
      String lower = text.toLowerCase(Locale.ROOT);
      number = model.lexicon().number(lower);
      upper = Characters.isUpper(text);
      title = Characters.isTitle(text);
      digit = text.codePoints().allMatch(Characters::isDigit);
      joinable = !MARKS.contains(text) && !Characters.isDigit(first);
      startsTitle = Character.isUpperCase(first) || Character.isTitleCase(first);
      // The reference hands names of attributes on as C strings, which end at U+0000.
      int nul = lower.indexOf('\0');
      String name = nul < 0 ? lower : lower.substring(0, nul);
      weightsHere = weights("word.lower():" + name);
      weightsBefore = weights("-1:word.lower():" + name);
      weightsAfter = weights("+1:word.lower():" + name);
    }
  }

  @Override
  public List<String> split(String text) {
    int[] bounds = PyviSyllables.bounds(text);
    int count = bounds.length / 2;
    List<String> words = new ArrayList<>(count);
    if (count == 0) {
      return words;
    }
    Syllable[] syllables = new Syllable[count];
    for (int i = 0; i < count; i++) {
      syllables[i] = recent.get(text, bounds[2 * i], bounds[2 * i + 1]);
    }
    byte[] labels = labels(syllables);
    int start = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || !goesOn(labels[i], syllables[i - 1], syllables[i])) {
        words.add(text.substring(bounds[2 * start], bounds[2 * i - 1]));
        start = i;
      }
    }
    return words;
  }

  private boolean goesOn(int label, Syllable previous, Syllable syllable) {
    return label == within
        && syllable.joinable
        && previous.joinable
        && (previous.startsTitle || !syllable.startsTitle);
  }

  /** Viterbi's path; of equally good ones that of the first label. */
  private byte[] labels(Syllable[] syllables) {
    int count = syllables.length;
    int size = none.length;
    byte[] previous = new byte[count * size];
    double[] best = scores(syllables, 0);
    for (int i = 1; i < count; i++) {
      double[] scores = scores(syllables, i);
      for (int label = 0; label < size; label++) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < size; from++) {
          double score = best[from] + model.transitions()[from][label];
          if (score > highest) {
            highest = score;
            previous[i * size + label] = (byte) from;
          }
        }
        scores[label] += highest;
      }
      best = scores;
    }
    byte[] labels = new byte[count];
    for (byte label = 1; label < size; label++) {
      if (best[label] > best[labels[count - 1]]) {
        labels[count - 1] = label;
      }
    }
    for (int i = count - 1; i > 0; i--) {
      labels[i - 1] = previous[i * size + labels[i]];
    }
    return labels;
  }

  /** Sums of the weights of all attributes of a syllable, for each label. */
  private double[] scores(Syllable[] syllables, int i) {
    double[] score = new double[none.length];
    Syllable syllable = syllables[i];
    add(score, bias);
    add(score, syllable.weightsHere);
    addIf(syllable.upper, score, here.upper);
    addIf(syllable.title, score, here.title);
    addIf(syllable.digit, score, digit);
    if (i > 0) {
      Syllable previous = syllables[i - 1];
      add(score, previous.weightsBefore);
      addIf(previous.title, score, before.title);
      addIf(previous.upper, score, before.upper);
      addIf(areWord(syllables, i - 1), score, wordBefore);
      addIf(i > 1 && areLongWord(syllables, i - 2), score, longWordBefore);
    }
    if (i < syllables.length - 1) {
      Syllable next = syllables[i + 1];
      add(score, next.weightsAfter);
      addIf(next.title, score, after.title);
      addIf(next.upper, score, after.upper);
      addIf(areWord(syllables, i), score, wordAfter);
      addIf(i < syllables.length - 2 && areLongWord(syllables, i), score, longWordAfter);
    }
    return score;
  }

  private boolean areWord(Syllable[] syllables, int first) {
    return model.lexicon().isWord(syllables[first].number, syllables[first + 1].number);
  }

  private boolean areLongWord(Syllable[] syllables, int first) {
    return model
        .lexicon()
        .isWord(syllables[first].number, syllables[first + 1].number, syllables[first + 2].number);
  }

  private static void addIf(boolean condition, double[] score, double[] weights) {
    if (condition) {
      add(score, weights);
    }
  }

  private static void add(double[] score, double[] weights) {
    for (int i = 0; i < score.length; i++) {
      score[i] += weights[i];
    }
  }

  private double[] weights(String attribute) {
    return model.weights().getOrDefault(attribute, none);
  }
}
