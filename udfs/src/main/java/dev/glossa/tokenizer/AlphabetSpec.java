package dev.glossa.tokenizer;

/**
 * A training that begins with characters, see {@link MergeSpec#ofAlphabet}.
 *
 * <p>Pairs whose count has fallen to zero are still merged, as SentencePiece 0.2.3 does.
 */
final class AlphabetSpec extends MergeSpec {

  private static final long serialVersionUID = 1;

  private final PieceRules rules;
  private final int[] alphabet;

  AlphabetSpec(PieceRules rules, int[] alphabet) {
    this.rules = rules;
    this.alphabet = alphabet;
  }

  @Override
  SymbolTable symbols() {
    return new SymbolTable(rules, alphabet);
  }

  @Override
  WordSink cutInto(SegmentTable segments, Symbols symbols) {
    return new CharacterSegments((SymbolTable) symbols, alphabet, segments);
  }

  @Override
  long minimumCount() {
    return 0;
  }
}
