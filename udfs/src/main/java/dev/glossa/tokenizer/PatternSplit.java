package dev.glossa.tokenizer;

import dev.glossa.tokenizer.pattern.OnigurumaPattern;

/** The pre-tokenizer Split. */
final class PatternSplit implements PreTokenizer {

  private final OnigurumaPattern pattern;
  private final SplitBehavior behavior;
  private final boolean isInverted;

  /**
   * @param isInverted whether the matches are the words, and what is between them the delimiters
   */
  PatternSplit(OnigurumaPattern pattern, SplitBehavior behavior, boolean isInverted) {
    this.pattern = pattern;
    this.behavior = behavior;
    this.isInverted = isInverted;
  }

  @Override
  public void split(OriginText text, int from, int to, WordConsumer words) {
    CharacterText characters = new CharacterText(text.bytes(), from, to);
    SplitBehavior.Stretches stretches = new SplitBehavior.Stretches(from);
    pattern.findAll(
        characters.characters(),
        characters.size(),
        (start, end) -> {
          if (characters.place(start) > stretches.end()) {
            stretches.add(characters.place(start), isInverted);
          }
          stretches.add(characters.place(end), !isInverted);
        });
    if (stretches.end() < to) {
      stretches.add(to, isInverted);
    }
    behavior.split(text, from, stretches, words);
  }
}
