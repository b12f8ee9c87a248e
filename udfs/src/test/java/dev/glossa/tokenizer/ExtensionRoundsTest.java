package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vocabularies that are extended from shards, in rounds, get the pieces of the plain loop. */
class ExtensionRoundsTest {

  private static final int ADD = 150;

  /** Few letters, so that a string is made by many pairs, and by pieces of the base. */
  private static final String LETTERS = "aaabbcd\u2581e\u0301q";

  private static SentencePieceModel base;

  @BeforeAll
  static void trainBase() {
    TrainerFlags flags = TrainerFlags.of(Map.of("vocab_size", "60", "character_coverage", "0.99"));
    base = new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec()).train(words(1000, 0));
  }

  private static List<WordCount> words(long seed, int rare) {
    Random random = new Random(seed);
    int[] letters = LETTERS.codePoints().toArray();
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder word = new StringBuilder("\u2581");
      for (int length = 1 + random.nextInt(14); length > 0; length--) {
        word.appendCodePoint(letters[random.nextInt(letters.length)]);
        if (rare > 0 && random.nextInt(12) == 0) {
          word.appendCodePoint('\u0431' + random.nextInt(rare));
        }
      }
      counts.merge(word.toString(), 1L + random.nextInt(9), Long::sum);
    }
    return counts.entrySet().stream().map(e -> new WordCount(e.getKey(), e.getValue())).toList();
  }

  private static List<String> plain(
      SentencePieceModel model, List<WordCount> words, Set<String> forbidden, int add) {
    ExtensionBase extended = new ExtensionBase(model);
    MergeLoop loop =
        new MergeLoop(
            MergeLoop.Counting.BY_STRING,
            piece ->
                !extended.has(piece)
                    && !forbidden.contains(piece)
                    && extended.rules().allows(piece));
    List<String> learned =
        new ArrayList<>(
            Alphabet.of(CharacterCounts.ofWords(words), 1, "").characters().stream()
                .filter(c -> !extended.has(c) && extended.rules().allows(c))
                .toList());
    BaseSegmentation segmentation = new BaseSegmentation(extended, learned);
    int[] symbols = symbols(segmentation.pieces(), loop);
    for (WordCount word : words) {
      int[] ids =
          IntStream.of(segmentation.of(word.word()).toArray())
              .map(id -> id < 0 ? id : symbols[id])
              .toArray();
      loop.addWord(ids, ids.length, word.count());
    }
    while (learned.size() < add) {
      learned.add(loop.next().piece());
    }
    return learned;
  }

  private static int[] symbols(List<Piece> pieces, MergeLoop loop) {
    int[] symbols = new int[pieces.size()];
    IntStream.range(0, pieces.size())
        .filter(id -> pieces.get(id).type() == PieceType.NORMAL)
        .boxed()
        .sorted(Comparator.comparing(id -> -pieces.get(id).score()))
        .forEachOrdered(id -> symbols[id] = loop.symbol(pieces.get(id).text()));
    return symbols;
  }

  private static List<String> inRounds(
      MergeTraining<ExtendedVocabulary> training,
      List<WordCount> words,
      int shards,
      long[] known,
      MergeListener listener) {
    List<MergeShard> built = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      MergeShardBuilder builder = new MergeShardBuilder(training.shards());
      for (int i = shard; i < words.size(); i += shards) {
        words.get(i).addTo(builder::add);
      }
      built.add(builder.build());
    }
    return training.learn(new LocalShards(built), known, 64, listener).added().stream()
        .map(AddedPiece::piece)
        .toList();
  }

  private static MergeTraining<ExtendedVocabulary> training(
      SentencePieceModel model, List<WordCount> words, Set<String> forbidden, int add) {
    return new VocabularyExtension(model, forbidden).begin(CharacterCounts.ofWords(words), add, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shardsLearnWhatThePlainLoopLearns(int shards) {
    for (int seed = 0; seed < 60; seed++) {
      List<WordCount> words = words(seed, seed % 3);
      assertThat(
              inRounds(
                  training(base, words, Set.of(), ADD),
                  words,
                  shards,
                  new long[0],
                  MergeListener.NONE))
          .as("seed %d", seed)
          .isEqualTo(plain(base, words, Set.of(), ADD));
    }
  }

  @Test
  void forbiddenStringsAreNotLearned() {
    List<WordCount> words = words(5, 2);
    Set<String> forbidden = Set.copyOf(plain(base, words, Set.of(), 60).subList(10, 40));
    List<String> learned = plain(base, words, forbidden, ADD);
    assertThat(learned).doesNotContainAnyElementsOf(forbidden);
    assertThat(
            inRounds(
                training(base, words, forbidden, ADD), words, 2, new long[0], MergeListener.NONE))
        .isEqualTo(learned);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100})
  void goesOnFromAnyMerge(int after) {
    List<WordCount> words = words(after, 1);
    MergeTraining<ExtendedVocabulary> training = training(base, words, Set.of(), ADD);
    LongArrayList log = new LongArrayList();
    List<String> whole =
        inRounds(
            training,
            words,
            2,
            new long[0],
            merges -> {
              if (merges.size() == after) {
                log.addAll(merges);
              }
            });
    assertThat(log.size()).isEqualTo(after);
    assertThat(inRounds(training, words, 3, log.toLongArray(), MergeListener.NONE))
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hi", "zh", "id", "en"})
  void withLlamaOnRealText(String language) {
    SentencePieceModel llama =
        SentencePieceModel.parse(SharedData.bytes("data/tokenizers/llama/tokenizer.model"));
    SentenceRules rules = SentenceRules.of(llama);
    Map<String, Long> counts = new HashMap<>();
    SharedData.corpus(language).stream()
        .limit(200)
        .flatMap(document -> document.text().lines())
        .forEach(line -> rules.words(line).forEach(word -> counts.merge(word, 1L, Long::sum)));
    List<WordCount> words =
        counts.entrySet().stream().map(e -> new WordCount(e.getKey(), e.getValue())).toList();
    assertThat(
            inRounds(
                training(llama, words, Set.of(), 2500), words, 3, new long[0], MergeListener.NONE))
        .isEqualTo(plain(llama, words, Set.of(), 2500));
  }
}
