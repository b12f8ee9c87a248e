package dev.glossa.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A tokenizer from a SentencePiece model. */
final class SentencePieceTokenizer implements Tokenizer {

  private final List<Piece> pieces;
  private final Map<String, Integer> ids;
  private final SymbolSpec symbols;
  private final Normalizer normalizer;
  private final Segmenter segmenter;
  private final FastBpe direct;
  private final boolean spaceBefore;
  private final UnknownPieces unknown;
  private final Decoder decoder;
  private final SpecialTokens specialTokens;
  private final Queue<ByteArray> idle = new ConcurrentLinkedQueue<>();

  private SentencePieceTokenizer(SentencePieceModel model, Segmenter segmenter, Mode mode) {
    this.pieces = model.pieces();
    this.ids = new HashMap<>();
    Map<String, Integer> userDefined = new HashMap<>();
    Map<String, Integer> special = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      ids.put(piece.text(), id);
      switch (piece.type()) {
        case USER_DEFINED -> userDefined.put(piece.text(), id);
        case CONTROL, UNKNOWN -> special.put(piece.text(), id);
        default -> {}
      }
    }
    this.symbols = model.trainerSpec().symbols();
    this.normalizer =
        new Normalizer(
            model.normalizerSpec(),
            model.trainerSpec().rules().treatWhitespaceAsSuffix(),
            userDefined.isEmpty() ? null : PrefixMatcher.of(userDefined));
    this.segmenter = segmenter;
    this.direct = segmenter instanceof FastBpe fast && onlyEscapes(model) ? fast : null;
    this.spaceBefore = model.normalizerSpec().addDummyPrefix();
    this.unknown = UnknownPieces.of(pieces, symbols.byteFallback());
    if (mode == Mode.HUGGINGFACE) {
      special.putAll(userDefined);
      this.decoder = ByteFallbackDecoder.of(model);
      this.specialTokens = new SpecialTokens(special);
    } else {
      this.decoder = new SentencePieceDecoder(model);
      this.specialTokens = null;
    }
  }

  static SentencePieceTokenizer of(SentencePieceModel model, Mode mode) {
    ModelType type = model.trainerSpec().modelType();
    return switch (type) {
      case UNIGRAM -> new SentencePieceTokenizer(model, new Unigram(model), mode);
      case BPE ->
          model.pieces().stream().anyMatch(p -> p.type() == PieceType.UNUSED)
              ? plain(model, mode)
              : new SentencePieceTokenizer(model, FastBpe.of(model, onlyEscapes(model)), mode);
      default ->
          throw new InvalidTokenizerException(
              "The tokenizer model is of type %s; only BPE and unigram models are supported."
                  .formatted(type.name().toLowerCase(Locale.ROOT)));
    };
  }

  /** Whether normalization only replaces spaces and malformed bytes, and puts a space before. */
  private static boolean onlyEscapes(SentencePieceModel model) {
    NormalizerSpec spec = model.normalizerSpec();
    boolean spaceAfter =
        spec.addDummyPrefix() && model.trainerSpec().rules().treatWhitespaceAsSuffix();
    return spec.precompiledCharsMap().length == 0
        && spec.escapeWhitespaces()
        && !spec.removeExtraWhitespaces()
        && !spaceAfter
        && model.pieces().stream().noneMatch(p -> p.type() == PieceType.USER_DEFINED);
  }

  /** The same tokenizer with the reference encoder in the place of the fast one. */
  static SentencePieceTokenizer plain(SentencePieceModel model, Mode mode) {
    return new SentencePieceTokenizer(model, new PlainBpe(model), mode);
  }

  @Override
  public int[] encode(byte[] utf8, int from, int to) {
    if (specialTokens == null && direct != null) {
      return direct.encode(utf8, from, to, spaceBefore);
    }
    IdArray out = new IdArray();
    if (specialTokens == null) {
      encodeText(utf8, from, to, out);
    } else {
      specialTokens.split(
          utf8,
          from,
          to,
          (start, end) -> encodeText(utf8, start, end, out),
          (id, start, end) -> out.add(id));
    }
    return out.toArray();
  }

  private void encodeText(byte[] utf8, int from, int to, IdArray out) {
    if (direct != null) {
      direct.encode(utf8, from, to, spaceBefore, out);
      return;
    }
    ByteArray normalized = idle.poll();
    if (normalized == null) {
      normalized = new ByteArray();
    }
    normalized.clear();
    normalizer.normalize(utf8, from, to, normalized);
    segmenter.segment(normalized.bytes, 0, normalized.size, out);
    idle.add(normalized);
  }

  @Override
  public List<Token> tokens(String text) {
    byte[] utf8 = Utf8.encode(text);
    TokenList out = new TokenList(utf8);
    if (specialTokens == null) {
      addTokens(utf8, 0, utf8.length, out);
    } else {
      specialTokens.split(
          utf8,
          0,
          utf8.length,
          (from, to) -> addTokens(utf8, from, to, out),
          (id, from, to) -> out.add(id, piece(id), from, to));
    }
    return out.tokens();
  }

  private void addTokens(byte[] utf8, int from, int to, TokenList out) {
    ByteArray normalized = new ByteArray();
    IdArray origins = new IdArray();
    normalizer.normalize(utf8, from, to, normalized, origins);
    int start = 0;
    boolean afterUnknown = false;
    for (Segmenter.Segment segment : segmenter.segments(normalized.bytes, 0, normalized.size)) {
      int end = segment.end();
      int originStart = origins.ids[start];
      int originEnd = origins.ids[end];
      boolean isUnknown = segment.id() < 0;
      if (isUnknown && unknown.byteIds() != null) {
        for (int i = start; i < end; i++) {
          int value = normalized.bytes[i] & 0xFF;
          boolean isLast = i == end - 1;
          out.add(
              unknown.byteIds()[value],
              BytePieces.name(value),
              originStart,
              isLast ? originEnd : originStart);
        }
      } else if (isUnknown) {
        String surface = Utf8.toString(normalized.bytes, start, end);
        if (afterUnknown) {
          out.extend(surface, originEnd);
        } else {
          out.add(unknown.unknownId(), surface, originStart, originEnd);
        }
      } else {
        out.add(segment.id(), piece(segment.id()), originStart, originEnd);
      }
      afterUnknown = isUnknown;
      start = end;
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
    return pieces.size();
  }

  @Override
  public String piece(int id) {
    requireId(id);
    return pieces.get(id).text();
  }

  @Override
  public int id(String piece) {
    return ids.getOrDefault(piece, -1);
  }

  @Override
  public int unkId() {
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id).type() == PieceType.UNKNOWN) {
        return id;
      }
    }
    return -1;
  }

  @Override
  public int bosId() {
    return control(symbols.bosPiece());
  }

  @Override
  public int eosId() {
    return control(symbols.eosPiece());
  }

  @Override
  public int padId() {
    return control(symbols.padPiece());
  }

  /** As SentencePiece finds them: by name, if the piece is a control piece. */
  private int control(String piece) {
    int id = id(piece);
    return id >= 0 && pieces.get(id).type() == PieceType.CONTROL ? id : -1;
  }

  private void requireId(int id) {
    if (id < 0 || id >= pieces.size()) {
      throw new IllegalArgumentException(
          "Id %d is not in the vocabulary, which has the ids 0 to %d."
              .formatted(id, pieces.size() - 1));
    }
  }
}
