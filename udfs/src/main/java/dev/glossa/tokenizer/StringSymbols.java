package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The symbols of a vocabulary that is extended: the base's pieces first. Whether two may be joined
 * is asked once of each pair.
 */
final class StringSymbols extends Symbols {

  private static final byte UNASKED = 0;
  private static final byte ALLOWED = 1;
  private static final byte REFUSED = 2;

  private final Predicate<String> mayAdd;
  private final PairTable asked = new PairTable();
  private byte[] answers = new byte[1 << 9];
  private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();

  /**
   * @param pieces the first symbols, the ones that are merged sooner before others
   * @param mayAdd whether a string may become a piece
   */
  StringSymbols(List<String> pieces, Predicate<String> mayAdd) {
    super(pieces.size() * 2);
    this.mayAdd = mayAdd;
    numbers.defaultReturnValue(NONE);
    pieces.forEach(piece -> append(piece.codePoints().toArray()));
  }

  @Override
  void added(int symbol, int[] piece) {
    numbers.put(new String(piece, 0, piece.length), symbol);
  }

  @Override
  boolean mayJoin(int left, int right) {
    int number = asked.add(PairCounts.pair(left, right));
    if (number == answers.length) {
      answers = Arrays.copyOf(answers, number * 2);
    }
    if (answers[number] == UNASKED) {
      answers[number] = mayAdd.test(text(left, right)) ? ALLOWED : REFUSED;
    }
    return answers[number] == ALLOWED;
  }

  @Override
  int known(int left, int right) {
    return numbers.getInt(text(left, right));
  }
}
