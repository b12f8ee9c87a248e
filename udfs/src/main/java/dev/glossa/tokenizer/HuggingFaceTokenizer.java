package dev.glossa.tokenizer;

import dev.glossa.tokenizer.AddedTokens.TokenConsumer;
import dev.glossa.tokenizer.PreTokenizer.WordConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tokenizer from a {@code tokenizer.json} file: added tokens are taken out of the text, the text
 * between them is normalized, added tokens that are normalized are taken out, the rest is cut into
 * words and these into pieces.
 *
 * <p>Source: Hugging Face's tokenizers 0.23.
 */
final class HuggingFaceTokenizer implements Tokenizer {

  /**
   * The tokenizer's parts.
   *
   * @param normalizer null if there is none
   * @param normalizedTokens added tokens that are looked for in normalized text
   * @param preTokenizers each for the words of the one before
   * @param trimming what is done to offsets in the end, or null
   */
  record Parts(
      AddedTokens addedTokens,
      TextNormalizer normalizer,
      AddedTokens normalizedTokens,
      List<PreTokenizer> preTokenizers,
      Segmenter segmenter,
      UnknownPieces unknown,
      Decoder decoder,
      OffsetTrimming trimming) {}

  /** Ids of tokens with a task, -1 where there is none. */
  record Roles(int unk, int bos, int eos, int pad) {}

  private final List<String> tokens;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Parts parts;
  private final Roles roles;

  HuggingFaceTokenizer(List<String> tokens, Parts parts, Roles roles) {
    this.tokens = List.copyOf(tokens);
    this.parts = parts;
    this.roles = roles;
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Malformed UTF-8 becomes U+FFFD before anything else, one for each malformed sequence, as in
   * Python's {@code bytes.decode(errors="replace")} and Rust's {@code from_utf8_lossy}.
   */
  @Override
  public int[] encode(byte[] utf8, int from, int to) {
    if (Utf8.isWellFormed(utf8, from, to)) {
      return encode(OriginText.untracked(utf8, from, to), from);
    }
    ByteArray repaired = Utf8.repaired(utf8, from, to);
    return encode(OriginText.untracked(repaired.bytes, 0, repaired.size), 0);
  }

  private int[] encode(OriginText text, int from) {
    IdArray out = new IdArray();
    Words words = new Words(out);
    split(
        text,
        from,
        words,
        (token, start, end) -> {
          words.flush();
          out.add(token.id());
        });
    words.flush();
    return out.toArray();
  }

  /** Collects the words of one text, to cut them into pieces in one go. */
  private final class Words implements WordConsumer {
    private final IdArray out;
    private final IdArray bounds = new IdArray();
    private OriginText text;

    private Words(IdArray out) {
      this.out = out;
    }

    @Override
    public void accept(OriginText text, int from, int to) {
      if (this.text != text) {
        flush();
        this.text = text;
      }
      bounds.add(from);
      bounds.add(to);
    }

    private void flush() {
      if (bounds.size > 0) {
        parts.segmenter.segmentWords(text.bytes(), bounds, out);
        bounds.clear();
      }
    }
  }

  /** The words of a text between its added tokens, normalized, each of which is cut by itself. */
  void words(byte[] utf8, WordConsumer words) {
    split(OriginText.untracked(utf8, 0, utf8.length), 0, words, (token, start, end) -> {});
  }

  /** What cuts words into pieces. */
  Segmenter segmenter() {
    return parts.segmenter;
  }

  private void split(OriginText text, int from, WordConsumer words, TokenConsumer added) {
    parts.addedTokens.split(
        text.bytes(),
        from,
        text.size(),
        (start, end) -> words(text, start, end, words, added),
        added);
  }

  private void words(OriginText text, int from, int to, WordConsumer words, TokenConsumer added) {
    if (parts.normalizer == null) {
      normalizedWords(text, from, to, words, added);
    } else {
      OriginText normalized = parts.normalizer.normalize(text, from, to);
      normalizedWords(normalized, 0, normalized.size(), words, added);
    }
  }

  private void normalizedWords(
      OriginText text, int from, int to, WordConsumer words, TokenConsumer added) {
    parts.normalizedTokens.split(
        text.bytes(),
        from,
        to,
        (start, end) -> preTokenize(0, text, start, end, words),
        (token, start, end) ->
            added.accept(
                token,
                text.isTracked() ? text.originStart(start) : start,
                text.isTracked() ? text.originEnd(end) : end));
  }

  private void preTokenize(int step, OriginText text, int from, int to, WordConsumer words) {
    if (step == parts.preTokenizers.size()) {
      words.accept(text, from, to);
    } else if (step == parts.preTokenizers.size() - 1) {
      parts.preTokenizers.get(step).split(text, from, to, words);
    } else {
      parts
          .preTokenizers
          .get(step)
          .split(
              text, from, to, (word, start, end) -> preTokenize(step + 1, word, start, end, words));
    }
  }

  @Override
  public List<Token> tokens(String text) {
    byte[] utf8 = Utf8.encode(text);
    TokenList out = new TokenList(utf8);
    split(
        OriginText.tracked(utf8),
        0,
        (word, from, to) -> addTokens(word, from, to, out),
        (token, from, to) -> out.add(token.id(), token.content(), from, to));
    return parts.trimming == null ? out.tokens() : parts.trimming.apply(out.tokens(), utf8);
  }

  private void addTokens(OriginText word, int from, int to, TokenList out) {
    IdArray pieces = new IdArray();
    int start = from;
    boolean afterUnknown = false;
    for (Segmenter.Segment segment : parts.segmenter.segments(word.bytes(), from, to)) {
      int originEnd = word.originEnd(segment.end());
      boolean isUnknown = segment.id() < 0;
      if (isUnknown && afterUnknown && parts.unknown.fusesRuns()) {
        out.extend("", originEnd);
      } else {
        pieces.clear();
        if (isUnknown) {
          parts.unknown.add(word.bytes(), start, segment.end(), pieces, 0);
        } else {
          pieces.add(segment.id());
        }
        for (int i = 0; i < pieces.size; i++) {
          out.add(pieces.ids[i], tokens.get(pieces.ids[i]), word.originStart(start), originEnd);
        }
      }
      afterUnknown = isUnknown;
      start = segment.end();
    }
  }

  @Override
  public String decode(int[] ids) {
    for (int id : ids) {
      requireId(id);
    }
    return parts.decoder.decode(ids);
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
    return roles.unk;
  }

  @Override
  public int bosId() {
    return roles.bos;
  }

  @Override
  public int eosId() {
    return roles.eos;
  }

  @Override
  public int padId() {
    return roles.pad;
  }

  private void requireId(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "Id %d is not in the vocabulary, which has the ids 0 to %d."
              .formatted(id, tokens.size() - 1));
    }
  }
}
