package dev.glossa.tokenizer;

/** Puts a space before every stretch of text that has none: ByteLevel's add_prefix_space. */
final class PrefixSpace implements PreTokenizer {

  private static final byte[] SPACE = {' '};

  @Override
  public void split(OriginText text, int from, int to, WordConsumer words) {
    if (text.bytes()[from] == ' ') {
      words.accept(text, from, to);
      return;
    }
    OriginText out = text.derived(from);
    out.append(SPACE, text, from);
    out.append(text, from, to);
    words.accept(out, 0, out.size());
  }
}
