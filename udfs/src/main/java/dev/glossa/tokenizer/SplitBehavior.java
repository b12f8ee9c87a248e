package dev.glossa.tokenizer;

/**
 * What becomes of the delimiters that a text is split at. Source: NormalizedString::split of
 * Hugging Face's tokenizers.
 */
enum SplitBehavior {
  REMOVED,
  ISOLATED,
  MERGED_WITH_PREVIOUS,
  MERGED_WITH_NEXT,
  CONTIGUOUS;

  /** The stretches of a text in order, each of them a delimiter or not. */
  static final class Stretches {
    private final IdArray ends = new IdArray();
    private final IdArray delimiters = new IdArray();
    private int end;

    Stretches(int from) {
      end = from;
    }

    /** Where the last stretch ends. */
    int end() {
      return end;
    }

    void add(int to, boolean isDelimiter) {
      end = to;
      ends.add(to);
      delimiters.add(isDelimiter ? 1 : 0);
    }

    private boolean isDelimiter(int index) {
      return delimiters.ids[index] == 1;
    }
  }

  /** Hands over the words that are made of stretches. */
  void split(OriginText text, int from, Stretches stretches, PreTokenizer.WordConsumer words) {
    int wordStart = from;
    int start = from;
    for (int i = 0; i < stretches.ends.size; i++) {
      int end = stretches.ends.ids[i];
      if (i > 0 && !joins(stretches, i)) {
        accept(text, wordStart, start, words);
        wordStart = start;
      }
      if (this == REMOVED && stretches.isDelimiter(i)) {
        wordStart = end;
      }
      start = end;
    }
    accept(text, wordStart, start, words);
  }

  /** Whether a stretch is of one word with the one before it. */
  private boolean joins(Stretches stretches, int index) {
    boolean isDelimiter = stretches.isDelimiter(index);
    boolean wasDelimiter = stretches.isDelimiter(index - 1);
    return switch (this) {
      case REMOVED, ISOLATED -> false;
      case MERGED_WITH_PREVIOUS -> isDelimiter && !wasDelimiter;
      case MERGED_WITH_NEXT -> wasDelimiter && !isDelimiter;
      case CONTIGUOUS -> isDelimiter == wasDelimiter;
    };
  }

  private static void accept(OriginText text, int from, int to, PreTokenizer.WordConsumer words) {
    if (from < to) {
      words.accept(text, from, to);
    }
  }
}
