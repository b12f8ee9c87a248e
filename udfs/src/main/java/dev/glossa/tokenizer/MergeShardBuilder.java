package dev.glossa.tokenizer;

/** Puts counted words into a {@link MergeShard}. */
public final class MergeShardBuilder {

  private final MergeSpec spec;
  private final Symbols symbols;
  private final SegmentTable segments = new SegmentTable();
  private final WordSink words;

  /** A builder of one shard. */
  public MergeShardBuilder(MergeSpec spec) {
    this.spec = spec;
    this.symbols = spec.symbols();
    this.words = spec.cutInto(segments, symbols);
  }

  /** Adds a word in UTF-8, as the training's text is cut into words, {@code count} times. */
  public void add(byte[] word, int from, int to, long count) {
    words.add(word, from, to, count);
  }

  /** The shard of all words added; the builder is used up. */
  public MergeShard build() {
    return new MergeShard(spec, symbols, segments);
  }
}
