package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * BPE over the bytes of words, as GPT-2 and LLaMA 3 have it; the ids of words that were met before
 * are remembered. A byte that the vocabulary has no token for is passed over.
 */
final class ByteLevelBpe implements Segmenter {

  private final FastBpe bpe;
  private final Map<String, Integer> wholeWords;
  private final boolean[] isKnown = new boolean[256];
  private final Queue<WordCache> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param bpe over bytes in their characters
   * @param vocabulary tokens in the characters of bytes
   * @param ignoresMerges whether a word that is a token is that token, whatever the merges say
   * @param passesOverUnknown whether a byte without token is passed over, for there is no token for
   *     what is unknown
   */
  ByteLevelBpe(
      FastBpe bpe,
      Map<String, Integer> vocabulary,
      boolean ignoresMerges,
      boolean passesOverUnknown) {
    this.bpe = bpe;
    this.wholeWords = ignoresMerges ? Map.copyOf(vocabulary) : Map.of();
    for (int b = 0; b < 256; b++) {
      String character = Character.toString(ByteAlphabet.character((byte) b));
      isKnown[b] = !passesOverUnknown || vocabulary.containsKey(character);
    }
  }

  @Override
  public void segment(byte[] text, int from, int to, IdArray out) {
    WordCache cache = idle.poll();
    if (cache == null) {
      cache = new WordCache();
    }
    word(text, from, to, out, cache);
    idle.add(cache);
  }

  @Override
  public void segmentWords(byte[] text, IdArray bounds, IdArray out) {
    WordCache cache = idle.poll();
    if (cache == null) {
      cache = new WordCache();
    }
    for (int i = 0; i < bounds.size; i += 2) {
      word(text, bounds.ids[i], bounds.ids[i + 1], out, cache);
    }
    idle.add(cache);
  }

  private void word(byte[] text, int from, int to, IdArray out, WordCache cache) {
    int length = to - from;
    boolean isShort = length <= WordCache.MAX_WORD_BYTES;
    int place = isShort ? cache.find(text, from, length, false) : -1;
    if (place >= 0) {
      cache.append(place, out);
      return;
    }
    int start = out.size;
    Integer whole =
        wholeWords.isEmpty() ? null : wholeWords.get(ByteAlphabet.toString(text, from, to));
    if (whole != null) {
      out.add(whole);
    } else {
      byte[] characters = characters(text, from, to);
      bpe.segment(characters, 0, characters.length, out);
    }
    if (isShort) {
      cache.put(text, from, length, out, start);
    }
  }

  /** The known bytes in their characters, as UTF-8. */
  private byte[] characters(byte[] text, int from, int to) {
    ByteArray characters = new ByteArray();
    for (int i = from; i < to; i++) {
      if (isKnown[text[i] & 0xFF]) {
        characters.addCodePoint(ByteAlphabet.character(text[i]));
      }
    }
    return Arrays.copyOf(characters.bytes, characters.size);
  }

  @Override
  public List<Segment> segments(byte[] text, int from, int to) {
    Integer whole =
        wholeWords.isEmpty() ? null : wholeWords.get(ByteAlphabet.toString(text, from, to));
    if (whole != null) {
      return List.of(new Segment(whole, to));
    }
    byte[] characters = characters(text, from, to);
    List<Segment> segments = new ArrayList<>();
    int at = 0;
    int end = from;
    for (Segment segment : bpe.segments(characters, 0, characters.length)) {
      while (at < segment.end()) {
        at += Utf8.decode(characters, at, characters.length) & 7;
        while (!isKnown[text[end] & 0xFF]) {
          end++;
        }
        end++;
      }
      segments.add(new Segment(segment.id(), end));
    }
    return segments;
  }
}
