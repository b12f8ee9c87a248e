package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class SequenceReaderTest {
  private static final int PIECE = 4;

  /** Three sequences with a prefix in common, as questions after the same examples. */
  private static final int[][] PROMPTS = {prompt(1, 2, 3), prompt(1, 2, 3, 4, 5), prompt(6)};

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfEveryPrefixEqualTransformers(GoldenCase golden) throws IOException {
    INDArray expected = golden.tensor("logits");
    double largest = expected.amaxNumber().doubleValue();
    int[] ids = golden.batch(0).ids()[1];
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      // Logits are floats, whatever the model computes in.
      float bound = (float) (largest * (type == DataType.DOUBLE ? 1e-7 : 1e-5));
      SequenceReader reader = new SequenceReader(golden.model(type), true, PIECE);
      for (int length = 1; length <= ids.length; length++) {
        assertThat(reader.logits(Arrays.copyOf(ids, length)))
            .usingComparatorWithPrecision(bound)
            .containsExactly(expected.slice(1).slice(length - 1).dup().toFloatVector());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfSequencesTogetherEqualTransformers(GoldenCase golden) throws IOException {
    INDArray expected = golden.tensor("logits");
    float bound = (float) (expected.amaxNumber().doubleValue() * 1e-5);
    int[] ids = golden.batch(0).ids()[1];
    int[][] prefixes =
        IntStream.of(ids.length, ids.length / 2, ids.length / 2 + 1, ids.length / 2)
            .mapToObj(length -> Arrays.copyOf(ids, length))
            .toArray(int[][]::new);
    for (boolean keeps : new boolean[] {true, false}) {
      SequenceReader reader = new SequenceReader(golden.model(DataType.FLOAT), keeps, PIECE);
      float[][] logits = reader.logits(prefixes);
      for (int i = 0; i < prefixes.length; i++) {
        assertThat(logits[i])
            .usingComparatorWithPrecision(bound)
            .containsExactly(expected.slice(1).slice(prefixes[i].length - 1).dup().toFloatVector());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfSequencesThatGrowTogetherEqualTransformers(GoldenCase golden) throws IOException {
    INDArray expected = golden.tensor("logits");
    float bound = (float) (expected.amaxNumber().doubleValue() * 1e-5);
    int[][] ids = golden.batch(0).ids();
    int[] lengths = {1, ids[0].length / 2, 2, ids[0].length / 2};
    for (boolean keeps : new boolean[] {true, false}) {
      SequenceReader reader = new SequenceReader(golden.model(DataType.FLOAT), keeps, PIECE);
      // Two rows of the batch by turns.
      List<GrowingSequence> growing =
          reader.begin(
              IntStream.range(0, lengths.length)
                  .mapToObj(i -> Arrays.copyOf(ids[i % 2], lengths[i]))
                  .toArray(int[][]::new));
      for (int step = 0; step < 4; step++) {
        for (int i = 0; i < lengths.length; i++) {
          assertThat(growing.get(i).logits())
              .usingComparatorWithPrecision(bound)
              .containsExactly(
                  expected.slice(i % 2).slice(lengths[i] + step - 1).dup().toFloatVector());
        }
        int next = step;
        reader.extend(
            growing,
            IntStream.range(0, lengths.length).map(i -> ids[i % 2][lengths[i] + next]).toArray());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void continuationsScoreAsInWholeSequences(GoldenCase golden) throws IOException {
    LlamaModel model = golden.model(DataType.FLOAT);
    int[] ids = golden.batch(0).ids()[0];
    int[] other = golden.batch(0).ids()[1];
    int from = ids.length / 2;
    int[] branch = append(Arrays.copyOf(ids, from), Arrays.copyOfRange(other, from, other.length));
    int[] next = Arrays.copyOf(branch, from + 1);
    int[] none = Arrays.copyOf(ids, from);
    for (int[][] sequences : new int[][][] {{ids, branch, none, next}, {branch, other}, {none}}) {
      double[][] scores = new SequenceReader(model, true, PIECE).logProbabilities(sequences, from);

      for (int i = 0; i < sequences.length; i++) {
        double[] whole = model.tokenLogProbabilities(sequences[i]);
        assertThat(scores[i])
            .usingComparatorWithPrecision(1e-5)
            .containsExactly(Arrays.copyOfRange(whole, from, whole.length));
      }
    }
  }

  @Test
  void bitsDoNotDependOnWhatWasReadBefore() {
    LlamaModel model = SmallModels.random();
    SequenceReader keeping = new SequenceReader(model, true, PIECE);
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      int[] asked = PROMPTS[random.nextInt(PROMPTS.length)];
      int[][] options = {
        append(asked, 3), append(asked, 4, 5), append(asked, 4, 6, random.nextInt(29))
      };

      assertThat(keeping.logits(asked))
          .containsExactly(new SequenceReader(model, false, PIECE).logits(asked));
      assertThat(keeping.logits(options))
          .isDeepEqualTo(new SequenceReader(model, true, PIECE).logits(options));
      assertThat(keeping.logProbabilities(options, asked.length))
          .isDeepEqualTo(
              new SequenceReader(model, false, PIECE).logProbabilities(options, asked.length));
    }
  }

  @Test
  void wholePiecesOfACommonPrefixAreComputedOnce() {
    SequenceReader reader = new SequenceReader(SmallModels.random(), true, PIECE);
    int[] first = IntStream.range(0, 11).toArray();
    int[] second = append(Arrays.copyOf(first, 9), 20, 21, 22, 23);

    reader.logits(first);
    assertThat(reader.computed()).isEqualTo(11);
    reader.logits(second);
    assertThat(reader.computed()).isEqualTo(11 + 13 - 8);
    reader.logProbabilities(new int[][] {append(second, 1, 2), append(second, 3)}, second.length);
    assertThat(reader.computed()).isEqualTo(16 + (12 - 12) + 2 + 1);
  }

  @Test
  void whatSequencesTogetherBeginWithIsComputedOnce() {
    SequenceReader reader = new SequenceReader(SmallModels.random(), true, PIECE);
    int[][] together = {prompt(1, 2), prompt(3), prompt(4, 5, 6)};

    reader.logits(together);
    assertThat(reader.computed()).isEqualTo(10 + 2 + 1 + 3);
    reader.logits(together);
    assertThat(reader.computed()).isEqualTo(16 + (10 - 8) + 2 + 1 + 3);
  }

  @Test
  void whatSequencesThatGrowBeginWithIsComputedOnce() {
    SequenceReader reader = new SequenceReader(SmallModels.random(), true, PIECE);

    List<GrowingSequence> growing = reader.begin(PROMPTS);
    assertThat(reader.computed()).isEqualTo(10 + 3 + 5 + 1);
    growing.get(1).close();
    reader.extend(List.of(growing.get(0), growing.get(2)), new int[] {7, 8});
    assertThat(reader.computed()).isEqualTo(19 + 2);
    reader.begin(PROMPTS);
    assertThat(reader.computed()).isEqualTo(21 + (10 - 8) + 3 + 5 + 1);
  }

  @Test
  void aReaderThatKeepsNothingComputesEverythingAnew() {
    SequenceReader reader = new SequenceReader(SmallModels.random(), false, PIECE);
    reader.logits(PROMPTS[0]);
    reader.logits(PROMPTS[0]);
    reader.logits(new int[][] {PROMPTS[0], PROMPTS[0]});
    assertThat(reader.computed()).isEqualTo(4L * PROMPTS[0].length);
  }

  @Test
  void whatIsGeneratedAfterAPromptIsNoPartOfTheNext() {
    LlamaModel model = SmallModels.random();
    SequenceReader reader = new SequenceReader(model, true, PIECE);
    List<GrowingSequence> growing = reader.begin(new int[][] {PROMPTS[0]});
    reader.extend(growing, new int[] {3});
    reader.extend(growing, new int[] {4});

    assertThat(growing.get(0).logits())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(model.logits(append(PROMPTS[0], 3, 4)));
    assertThat(reader.logits(PROMPTS[1]))
        .containsExactly(new SequenceReader(model, false, PIECE).logits(PROMPTS[1]));
  }

  @Test
  void aSequenceWithoutATokenIsRefused() {
    assertThatThrownBy(() -> new SequenceReader(SmallModels.random()).logits(new int[0]))
        .hasMessageContaining("no token");
    assertThatThrownBy(() -> new SequenceReader(SmallModels.random()).logits(new int[][] {{1}, {}}))
        .hasMessageContaining("no token");
  }

  private static int[] prompt(int... question) {
    return append(IntStream.range(0, 10).map(i -> 3 * i % 29).toArray(), question);
  }

  private static int[] append(int[] ids, int... more) {
    int[] all = Arrays.copyOf(ids, ids.length + more.length);
    System.arraycopy(more, 0, all, ids.length, more.length);
    return all;
  }
}
