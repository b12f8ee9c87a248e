package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Comparator;
import java.util.List;

/**
 * The characters of a text that a vocabulary covers: the required ones, then the most frequent
 * until the wanted share is reached.
 *
 * <p>Source: LoadSentences in trainer_interface.cc of SentencePiece 0.2.3.
 */
final class Alphabet {

  /** How often a character occurs. */
  private record Frequency(int character, long count) {}

  private static final Comparator<Frequency> BY_COUNT =
      Comparator.comparingLong((Frequency frequency) -> -frequency.count())
          .thenComparingInt(Frequency::character);

  private final List<Frequency> byCount;

  private Alphabet(List<Frequency> byCount) {
    this.byCount = byCount;
  }

  static Alphabet of(CharacterCounts text, float coverage, String requiredCharacters) {
    Int2LongOpenHashMap counts = new Int2LongOpenHashMap(text.byCharacter());
    long total = counts.values().longStream().sum();
    if (total == 0) {
      throw new IllegalArgumentException(
          "There is no text to train on: all sentences are empty or longer than"
              + " max_sentence_length.");
    }
    IntSet required = new IntLinkedOpenHashSet(requiredCharacters.codePoints().toArray());
    required.remove(0);
    required.forEach(c -> counts.addTo(c, 0));
    List<Frequency> order =
        counts.int2LongEntrySet().stream()
            .map(entry -> new Frequency(entry.getIntKey(), entry.getLongValue()))
            .sorted(
                Comparator.comparing((Frequency f) -> !required.contains(f.character()))
                    .thenComparing(BY_COUNT))
            .toList();
    long covered = 0;
    int size = 0;
    while (size < order.size() && (float) (1.0 * covered / total) < coverage) {
      covered += order.get(size++).count();
    }
    return new Alphabet(
        order.subList(0, size).stream()
            .filter(frequency -> frequency.character() != PieceValidity.BOUNDARY)
            .sorted(BY_COUNT)
            .toList());
  }

  int size() {
    return byCount.size();
  }

  /** The code points, in the order of {@link #characters}. */
  int[] codePoints() {
    return byCount.stream().mapToInt(Frequency::character).toArray();
  }

  /** The characters, the most frequent first, those of equal frequency by code point. */
  List<String> characters() {
    return byCount.stream().map(frequency -> Character.toString(frequency.character())).toList();
  }
}
