package dev.glossa.tokenizer;

/** A stretch of UTF-8 as code points that know where their bytes are. */
final class CharacterText {

  private final int[] characters;
  private final int[] places;
  private int size;

  CharacterText(byte[] utf8, int from, int to) {
    characters = new int[to - from];
    places = new int[to - from + 1];
    for (int at = from; at < to; size++) {
      int decoded = Utf8.decode(utf8, at, to);
      characters[size] = decoded >>> 3;
      places[size] = at;
      at += decoded & 7;
    }
    places[size] = to;
  }

  int[] characters() {
    return characters;
  }

  int size() {
    return size;
  }

  /** Where the bytes of a character start; for {@code size()}, where the text ends. */
  int place(int character) {
    return places[character];
  }
}
