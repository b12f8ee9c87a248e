package dev.glossa.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tokenizer from a {@code tokenizer.json} file of LLaMA's kind. */
final class HuggingFaceTokenizer implements Tokenizer {

  /** Where U+2581 is put before a stretch of text between special tokens. */
  enum Prefix {
    /** The normalizer Prepend. */
    ALWAYS,
    /** The pre-tokenizer Metaspace with prepend_scheme "always". */
    UNLESS_THERE,
    /** The pre-tokenizer Metaspace with prepend_scheme "first". */
    FIRST_UNLESS_THERE,
    NEVER
  }

  /** What happens to a stretch of text before it is cut into tokens. */
  record Preparation(byte[] charsMap, boolean removesExtraSpaces, Prefix prefix) {

    static Preparation plain(Prefix prefix) {
      return new Preparation(new byte[0], false, prefix);
    }

    private Normalizer normalizer(boolean addSpace) {
      NormalizerSpec spec = new NormalizerSpec("", charsMap, addSpace, removesExtraSpaces, true);
      return new Normalizer(spec, false, null);
    }
  }

  private final List<String> tokens;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Prefix prefix;
  private final Normalizer withSpace;
  private final Normalizer withoutSpace;
  private final Segmenter segmenter;
  private final UnknownPieces unknown;
  private final Decoder decoder;
  private final SpecialTokens specialTokens;

  HuggingFaceTokenizer(
      List<String> tokens,
      Preparation preparation,
      Segmenter segmenter,
      UnknownPieces unknown,
      Decoder decoder,
      SpecialTokens specialTokens) {
    this.tokens = List.copyOf(tokens);
    this.prefix = preparation.prefix();
    this.withSpace = preparation.normalizer(true);
    this.withoutSpace = preparation.normalizer(false);
    this.segmenter = segmenter;
    this.unknown = unknown;
    this.decoder = decoder;
    this.specialTokens = specialTokens;
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
  }

  @Override
  public int[] encode(byte[] utf8, int from, int to) {
    IdArray out = new IdArray();
    ByteArray normalized = new ByteArray();
    specialTokens.split(
        utf8,
        from,
        to,
        (start, end) -> {
          normalized.clear();
          boolean space = needsSpace(utf8, start, end, start == from);
          (space ? withSpace : withoutSpace).normalize(utf8, start, end, normalized);
          segmenter.segment(normalized.bytes, 0, normalized.size, out);
        },
        (id, start, end) -> out.add(id));
    return out.toArray();
  }

  private boolean needsSpace(byte[] utf8, int from, int to, boolean isFirst) {
    return switch (prefix) {
      case ALWAYS -> true;
      case NEVER -> false;
      case UNLESS_THERE -> !startsWithSpace(utf8, from, to);
      case FIRST_UNLESS_THERE -> isFirst && !startsWithSpace(utf8, from, to);
    };
  }

  private static boolean startsWithSpace(byte[] utf8, int from, int to) {
    return utf8[from] == ' ' || Utf8.decode(utf8, from, to) >>> 3 == Utf8.SPACE;
  }

  @Override
  public List<Token> tokens(String text) {
    byte[] utf8 = Utf8.encode(text);
    TokenList out = new TokenList(utf8);
    specialTokens.split(
        utf8,
        0,
        utf8.length,
        (from, to) -> addTokens(utf8, from, to, out),
        (id, from, to) -> out.add(id, tokens.get(id), from, to));
    return out.tokens();
  }

  private void addTokens(byte[] utf8, int from, int to, TokenList out) {
    ByteArray normalized = new ByteArray();
    IdArray origins = new IdArray();
    boolean space = needsSpace(utf8, from, to, from == 0);
    (space ? withSpace : withoutSpace).normalize(utf8, from, to, normalized, origins);
    int start = 0;
    IdArray ids = new IdArray();
    for (Segmenter.Segment segment : segmenter.segments(normalized.bytes, 0, normalized.size)) {
      ids.clear();
      if (segment.id() >= 0) {
        ids.add(segment.id());
      } else {
        unknown.add(normalized.bytes, start, segment.end(), ids, 0);
      }
      for (int i = 0; i < ids.size; i++) {
        int originEnd = origins.ids[segment.end()];
        out.add(ids.ids[i], tokens.get(ids.ids[i]), origins.ids[start], originEnd);
      }
      start = segment.end();
    }
  }

  @Override
  public String decode(int[] ids) {
    for (int id : ids) {
      requireId(id);
    }
    return decoder.decode(ids);
  }

  @Override
  public int vocabularySize() {
    return tokens.size();
  }

  @Override
  public String piece(int id) {
    requireId(id);
    return tokens.get(id);
  }

  @Override
  public int id(String piece) {
    return ids.getOrDefault(piece, -1);
  }

  @Override
  public int unkId() {
    return id("<unk>");
  }

  @Override
  public int bosId() {
    return id("<s>");
  }

  @Override
  public int eosId() {
    return id("</s>");
  }

  @Override
  public int padId() {
    return id("<pad>");
  }

  private void requireId(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "Id %d is not in the vocabulary, which has the ids 0 to %d."
              .formatted(id, tokens.size() - 1));
    }
  }
}
