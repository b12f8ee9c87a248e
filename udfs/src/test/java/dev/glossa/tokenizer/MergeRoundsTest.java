package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import it.unimi.dsi.fastutil.longs.LongList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges from shards, in rounds, are those that the plain loop learns one after another. */
class MergeRoundsTest {

  private static final int WORDS = 300;
  private static final int BUDGET = 400;

  /** Letters of two scripts, digits, a combining mark, punctuation, a space, and runs of them. */
  private static final String LETTERS = "aaabbcdаб1２́.,\u2581\u2581\u2581漢か𠀀\u001f";

  private static Stream<PieceRules> rules() {
    PieceRules plain = PieceRules.defaults();
    return Stream.of(
        plain,
        new PieceRules(16, true, true, true, true, false, true),
        new PieceRules(4, true, false, true, false, false, false),
        new PieceRules(16, false, true, false, false, false, true),
        new PieceRules(16, true, true, true, false, true, true));
  }

  private static List<WordCount> words(long seed) {
    Random random = new Random(seed);
    int[] letters = LETTERS.codePoints().toArray();
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < WORDS; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        int letter = letters[random.nextInt(letters.length)];
        word.appendCodePoint(letter);
        if (random.nextInt(6) == 0) {
          word.appendCodePoint(letter).appendCodePoint(letter);
        }
      }
      counts.merge(
          word.toString(), 1L + random.nextInt(random.nextInt(8) == 0 ? 1000 : 3), Long::sum);
    }
    return counts.entrySet().stream().map(e -> new WordCount(e.getKey(), e.getValue())).toList();
  }

  /** All but the rarest letters. */
  private static int[] alphabet(List<WordCount> words) {
    return Alphabet.of(CharacterCounts.ofWords(words), 0.98f, "").codePoints();
  }

  private static List<String> plain(List<WordCount> words, PieceRules rules) {
    PieceValidity validity = new PieceValidity(rules);
    MergeLoop loop = new MergeLoop(MergeLoop.Counting.BY_PAIR, validity::isValid);
    List<Integer> alphabet = IntStream.of(alphabet(words)).boxed().toList();
    for (WordCount word : words) {
      int[] symbols =
          word.word()
              .codePoints()
              .map(
                  c ->
                      alphabet.contains(c) ? loop.symbol(Character.toString(c)) : MergeLoop.BARRIER)
              .toArray();
      loop.addWord(symbols, symbols.length, word.count());
    }
    List<String> pieces = new ArrayList<>();
    for (MergeLoop.Merge merge = loop.next();
        merge != null && pieces.size() < BUDGET;
        merge = loop.next()) {
      pieces.add(merge.piece());
    }
    return pieces;
  }

  private static List<String> inRounds(
      List<WordCount> words, PieceRules rules, int shards, int ahead, int knownMerges) {
    MergeSpec spec = MergeSpec.ofAlphabet(rules, alphabet(words));
    long[] known =
        knownMerges == 0
            ? new long[0]
            : new MergeRounds(spec, local(words, spec, 1), 0)
                .learn(new long[0], knownMerges, MergeListener.NONE);
    MergeRounds rounds = new MergeRounds(spec, local(words, spec, shards), ahead);
    return LongList.of(rounds.learn(known, BUDGET, MergeListener.NONE))
        .longStream()
        .mapToObj(rounds::piece)
        .toList();
  }

  private static MergeShards local(List<WordCount> words, MergeSpec spec, int shards) {
    List<MergeShard> built = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      MergeShardBuilder builder = new MergeShardBuilder(spec);
      for (int i = shard; i < words.size(); i += shards) {
        words.get(i).addTo(builder::add);
      }
      built.add(builder.build());
    }
    return new LocalShards(built);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void oneShardLearnsWhatThePlainLoopLearns(PieceRules rules) {
    for (int seed = 0; seed < 20; seed++) {
      List<WordCount> words = words(seed);
      assertThat(inRounds(words, rules, 1, 0, 0))
          .as("seed %d", seed)
          .isEqualTo(plain(words, rules));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void severalShardsAndMergesARoundChangeNothing(PieceRules rules) {
    for (int seed = 0; seed < 20; seed++) {
      List<WordCount> words = words(seed);
      assertThat(inRounds(words, rules, 3, 1000, 0))
          .as("seed %d", seed)
          .isEqualTo(plain(words, rules));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 399})
  void goesOnFromAnyMerge(int known) {
    List<WordCount> words = words(known);
    assertThat(inRounds(words, PieceRules.defaults(), 2, 50, known))
        .isEqualTo(plain(words, PieceRules.defaults()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatTwoSymbolsMayFormIsWhatIsValidAsAPiece(PieceRules rules) {
    PieceValidity validity = new PieceValidity(rules);
    Random random = new Random(1);
    int[] letters = LETTERS.codePoints().distinct().filter(c -> c != 0x1F).toArray();
    SymbolTable symbols = new SymbolTable(rules, letters);
    for (int i = 0; i < 20_000; i++) {
      int left = random.nextInt(symbols.size());
      int right = random.nextInt(symbols.size());
      assertThat(symbols.mayJoin(left, right))
          .as("'%s' and '%s'", symbols.text(left), symbols.text(right))
          .isEqualTo(validity.isValid(symbols.text(left, right)));
      if (symbols.mayJoin(left, right) && symbols.size() < 2000) {
        symbols.add(left, right);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noPieceReachesAcrossACut(PieceRules rules) {
    PieceValidity validity = new PieceValidity(rules);
    Random random = new Random(2);
    int[] letters = LETTERS.codePoints().distinct().filter(c -> c != 0x1F).toArray();
    SymbolTable symbols = new SymbolTable(rules, letters);
    for (int i = 0; i < 50_000; i++) {
      int[] piece = random.ints(2 + random.nextInt(3), 0, letters.length).toArray();
      StringBuilder text = new StringBuilder();
      boolean cut = false;
      for (int at = 0; at < piece.length; at++) {
        text.append(symbols.text(piece[at]));
        cut |= at > 0 && symbols.isCut(piece[at - 1], piece[at]);
      }
      if (cut) {
        assertThat(validity.isValid(text.toString())).as("'%s'", text).isFalse();
      }
    }
  }
}
