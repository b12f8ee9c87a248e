package dev.glossa.tokenizer;

import java.util.function.IntPredicate;

/** The pre-tokenizers that split at single characters: Digits, Punctuation, WhitespaceSplit. */
final class CharacterSplit implements PreTokenizer {

  private final IntPredicate isDelimiter;
  private final SplitBehavior behavior;

  CharacterSplit(IntPredicate isDelimiter, SplitBehavior behavior) {
    this.isDelimiter = isDelimiter;
    this.behavior = behavior;
  }

  @Override
  public void split(OriginText text, int from, int to, WordConsumer words) {
    SplitBehavior.Stretches stretches = new SplitBehavior.Stretches(from);
    int start = from;
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(text.bytes(), at, to);
      int end = at + (decoded & 7);
      if (isDelimiter.test(decoded >>> 3)) {
        if (start < at) {
          stretches.add(at, false);
        }
        stretches.add(end, true);
        start = end;
      }
      at = end;
    }
    if (start < to) {
      stretches.add(to, false);
    }
    behavior.split(text, from, stretches, words);
  }
}
