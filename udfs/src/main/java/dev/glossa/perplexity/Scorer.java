package dev.glossa.perplexity;

/** Scores one token after another; holds the tokens before. For one line and one thread. */
final class Scorer {

  private final Search search;
  private final Node node = new Node();
  private final int[] words;
  private final float[] backoffs;
  private final float[] nextBackoffs;

  /** Tokens before, the nearest first, as far as longer n-grams go. */
  private int length;

  Scorer(Search search) {
    this.search = search;
    int most = search.order() - 1;
    this.words = new int[most];
    this.backoffs = new float[most];
    this.nextBackoffs = new float[most];
  }

  /** Puts the beginning of a sentence before. */
  void begin(int word) {
    search.unigram(word, node);
    words[0] = word;
    backoffs[0] = node.backoff;
    length = 1;
  }

  TokenScore next(int word) {
    search.unigram(word, node);
    nextBackoffs[0] = node.backoff;
    int found = 1;
    int used = hasExtension(node.backoff) ? 1 : 0;
    while (found <= length && !node.last) {
      if (found == search.order() - 1) {
        if (search.longest(words[found - 1], node)) {
          found++;
        }
        break;
      }
      if (!search.middle(found + 1, words[found - 1], node)) {
        break;
      }
      nextBackoffs[found] = node.backoff;
      found++;
      if (hasExtension(node.backoff)) {
        used = found;
      }
    }
    float probability = node.probability;
    for (int i = found - 1; i < length; i++) {
      probability += backoffs[i];
    }
    remember(word, used);
    return new TokenScore(probability, found, word == Vocabulary.UNKNOWN);
  }

  private void remember(int word, int used) {
    System.arraycopy(words, 0, words, 1, words.length - 1);
    words[0] = word;
    System.arraycopy(nextBackoffs, 0, backoffs, 0, used);
    length = used;
  }

  private static boolean hasExtension(float backoff) {
    return Float.floatToRawIntBits(backoff) != Float.floatToRawIntBits(Search.NO_EXTENSION);
  }
}
