package dev.glossa.tokenizer;

/**
 * The pre-tokenizer Metaspace: spaces become another character, which may be put before the text
 * and begin words.
 */
final class Metaspace implements PreTokenizer {

  /** Where the character is put before a text that does not start with it. */
  enum Prefix {
    ALWAYS,
    FIRST,
    NEVER
  }

  private final byte[] replacement;
  private final Prefix prefix;
  private final boolean splits;

  Metaspace(String replacement, Prefix prefix, boolean splits) {
    this.replacement = Utf8.encode(replacement);
    this.prefix = prefix;
    this.splits = splits;
  }

  @Override
  public void split(OriginText text, int from, int to, WordConsumer words) {
    OriginText out = text.derived(from);
    boolean isWanted = prefix == Prefix.ALWAYS || (prefix == Prefix.FIRST && text.isFirst(from));
    if (isWanted && text.bytes()[from] != ' ' && !isReplacement(text.bytes(), from, to)) {
      out.append(replacement, text, from);
    }
    for (int at = from; at < to; ) {
      int run = at;
      while (run < to && text.bytes()[run] != ' ') {
        run++;
      }
      out.append(text, at, run);
      if (run < to) {
        out.append(replacement, text, run++);
      }
      at = run;
    }
    int start = 0;
    for (int at = 1; splits && at < out.size(); at++) {
      if (isReplacement(out.bytes(), at, out.size())) {
        words.accept(out, start, at);
        start = at;
      }
    }
    words.accept(out, start, out.size());
  }

  private boolean isReplacement(byte[] text, int at, int to) {
    if (at + replacement.length > to) {
      return false;
    }
    for (int i = 0; i < replacement.length; i++) {
      if (text[at + i] != replacement[i]) {
        return false;
      }
    }
    return true;
  }
}
