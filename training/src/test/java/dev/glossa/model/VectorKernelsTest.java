package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.model.Kernels.AdamWCoefficients;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every fast kernel gives what the plain one gives, at sizes with and without a rest. */
class VectorKernelsTest {
  private static final double RELATIVE_ERROR = 5e-6;

  private final Kernels plain = new PlainKernels();
  private final Kernels fast = new VectorKernels();
  private final Kernels batched = new BatchedKernels();

  @BeforeAll
  static void startNd4j() {
    NativeBackend.require();
  }

  @Test
  void theyAreChosenInFloat32AndOnlyThere() {
    assertThat(Kernels.of(DataType.FLOAT)).isInstanceOf(VectorKernels.class);
    assertThat(Kernels.of(DataType.DOUBLE)).isExactlyInstanceOf(PlainKernels.class);
  }

  @ParameterizedTest
  @CsvSource({"5,7,3", "64,48,33", "300,200,130"})
  void matmul(int rows, int inner, int columns) {
    INDArray a = random(rows, inner);
    INDArray b = random(inner, columns);
    INDArray aT = a.transpose().dup('c');
    INDArray bT = b.transpose().dup('c');
    INDArray before = random(rows, columns);
    sameResult(() -> before.dup('c'), (kernels, c) -> kernels.matmul(a, b, c, false, false, false));
    sameResult(() -> before.dup('c'), (kernels, c) -> kernels.matmul(aT, b, c, true, false, false));
    sameResult(() -> before.dup('c'), (kernels, c) -> kernels.matmul(a, bT, c, false, true, false));
    sameResult(() -> before.dup('c'), (kernels, c) -> kernels.matmul(a, b, c, false, false, true));
    sameResult(() -> before.dup('c'), (kernels, c) -> kernels.matmul(aT, b, c, true, false, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 300})
  void productsOfAndInColumnsOfAWiderMatrix(int rows) {
    INDArray a = random(rows, 200);
    INDArray b = random(130, 200);
    INDArray wide = random(rows, 160);
    INDArray expected = Views.columns(wide, 20, 150).dup('c').addi(a.mmul(b.transpose()));
    for (Kernels kernels : List.of(plain, fast)) {
      INDArray c = wide.dup('c');
      kernels.matmul(a, b, Views.columns(c, 20, 150), false, true, true);
      assertClose(Views.columns(c, 20, 150).dup('c'), expected);
      assertThat(Views.columns(c, 150, 160).dup('c'))
          .isEqualTo(Views.columns(wide, 150, 160).dup('c'));

      INDArray product = random(130, 200);
      kernels.matmul(Views.columns(wide, 20, 150), a, product, true, false, false);
      assertClose(product, Views.columns(wide, 20, 150).dup('c').transpose().mmul(a));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void dropoutDropsThisShareAndTheSameForTheSameSeed(double probability) {
    INDArray x = Nd4j.ones(DataType.FLOAT, 200, 500);
    INDArray first = x.like();
    INDArray second = x.like();
    plain.dropout(x, probability, 1, first);
    plain.dropout(x, probability, 2, second);
    float kept = (float) (1 / (1 - probability));
    assertThat(first.data().asFloat()).containsOnly(0, kept);
    assertThat(first.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue())
        .isCloseTo(probability, within(0.01));
    assertThat(first.eq(second).castTo(DataType.FLOAT).meanNumber().doubleValue())
        .isCloseTo(probability * probability + (1 - probability) * (1 - probability), within(0.01));
    plain.dropout(x, probability, 1, x);
    assertThat(x).isEqualTo(first);
  }

  @Test
  void addingToAProductAddsToWhatWasThere() {
    INDArray a = random(300, 200);
    INDArray b = random(200, 130);
    INDArray c = random(300, 130);
    INDArray expected = a.mmul(b).addi(c);
    fast.matmul(a, b, c, false, false, true);
    assertClose(c, expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 37})
  void sumsAndCopies(int columns) {
    INDArray from = random(9, columns);
    sameResult(() -> random(9, columns), (kernels, to) -> kernels.add(from, to));
    sameResult(() -> random(9, columns), (kernels, to) -> kernels.copy(from, to));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 37})
  void rowsGatheredAndScatteredWithRepetitions(int columns) {
    INDArray table = random(6, columns);
    int[] rows = {5, 0, 5, 2, 5};
    sameResult(() -> zeros(5, columns), (kernels, to) -> kernels.gatherRows(table, rows, to));
    INDArray from = random(5, columns);
    sameResult(() -> random(6, columns), (kernels, to) -> kernels.scatterAddRows(from, rows, to));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 32, 75})
  void rmsNormForwardAndBackward(int columns) {
    INDArray x = random(11, columns);
    INDArray weight = random(columns);
    INDArray inverse = zeros(11);
    sameResult(
        () -> zeros(11, columns), (kernels, y) -> kernels.rmsNorm(x, weight, 1e-5, y, inverse));
    INDArray dy = random(11, columns);
    sameResult(
        () -> random(11, columns),
        (kernels, dx) -> kernels.rmsNormBackward(dy, x, weight, inverse, dx, zeros(columns)));
    sameResult(
        () -> random(columns),
        (kernels, dw) -> kernels.rmsNormBackward(dy, x, weight, inverse, zeros(11, columns), dw));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 32, 40})
  void rotationForwardAndBackward(int headSize) {
    RotaryTable table = new RotaryTable(config(headSize), DataType.FLOAT);
    table.reach(20);
    int[] positions = {0, 7, 19, 3};
    for (boolean backward : new boolean[] {false, true}) {
      sameResult(
          () -> random(4, 3 * headSize),
          (kernels, rows) ->
              kernels.rotate(rows, 2, table.cosines(), table.sines(), positions, backward));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,70,4,2,6", "1,130,3,1,32", "2,16,2,2,16", "3,5,2,1,4", "1,150,2,1,72"})
  void attentionForwardAndBackward(
      int batch, int time, int heads, int keyValueHeads, int headSize) {
    AttentionShape shape = new AttentionShape(batch, time, time, heads, keyValueHeads, headSize);
    for (int[] starts : new int[][] {null, documents(batch, time)}) {
      INDArray[] slow = attention(plain, shape, starts);
      for (Kernels kernels : List.of(fast, batched)) {
        INDArray[] quick = attention(kernels, shape, starts);
        for (int i = 0; i < slow.length; i++) {
          assertClose(quick[i], slow[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 66})
  void attentionOfTheLastQueriesOverACache(int queries) {
    AttentionShape shape = new AttentionShape(1, queries, 77, 4, 2, 8);
    INDArray q = random(queries, 32);
    INDArray k = random(77, 16);
    INDArray v = random(77, 16);
    INDArray[] results = new INDArray[3];
    for (int i = 0; i < results.length; i++) {
      Kernels kernels = List.of(plain, fast, batched).get(i);
      results[i] = zeros(queries, 32);
      INDArray room = zeros(kernels.attentionMemory(shape, false));
      kernels.attention(shape, q, k, v, null, room, false, results[i]);
    }
    assertClose(results[1], results[0]);
    assertClose(results[2], results[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 32, 75})
  void swiGluForwardAndBackward(int width) {
    INDArray gateUp = random(6, 2 * width).muli(4);
    INDArray dOut = random(6, width);
    sameResult(() -> zeros(6, width), (kernels, out) -> kernels.swiGlu(gateUp, out));
    sameResult(() -> zeros(6, 2 * width), (kernels, d) -> kernels.swiGluBackward(dOut, gateUp, d));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 64, 301})
  void crossEntropy(int vocabulary) {
    int[] targets = {0, vocabulary - 1, 3, 2};
    double[] losses = new double[2];
    sameResult(
        () -> random(4, vocabulary).muli(5),
        (kernels, logits) ->
            losses[kernels == plain ? 0 : 1] = kernels.crossEntropyGradient(logits, targets, 0.25));
    assertThat(losses[1]).isCloseTo(losses[0], within(1e-5 * losses[0]));
    double[] slow = new double[5];
    double[] quick = new double[5];
    plain.logProbabilities(random(4, vocabulary), targets, slow, 1);
    fast.logProbabilities(random(4, vocabulary), targets, quick, 1);
    for (int i = 0; i < slow.length; i++) {
      assertThat(quick[i]).isCloseTo(slow[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 64, 20_001})
  void adamWAndTheNorm(int length) {
    AdamWCoefficients c = new AdamWCoefficients(0.01, 0.1, 0.9, 0.95, 1e-8, 0.1, 0.05);
    INDArray g = random(length);
    sameResult(
        () -> random(length),
        (kernels, p) -> kernels.adamW(p, g, zeros(length), zeros(length).addi(0.5), c));
    double norm = plain.squaredNorm(g);
    assertThat(fast.squaredNorm(g)).isCloseTo(norm, within(1e-5 * norm));
  }

  private static INDArray[] attention(Kernels kernels, AttentionShape s, int[] starts) {
    int rows = s.batch() * s.queries();
    int queryWidth = s.heads() * s.headSize();
    int keyWidth = s.keyValueHeads() * s.headSize();
    INDArray all = random(rows, queryWidth + 2 * keyWidth);
    INDArray q = Views.columns(all, 0, queryWidth);
    INDArray k = Views.columns(all, queryWidth, queryWidth + keyWidth);
    INDArray v = Views.columns(all, queryWidth + keyWidth, queryWidth + 2L * keyWidth);
    INDArray probabilities = zeros(kernels.attentionMemory(s, true));
    INDArray out = zeros(rows, queryWidth);
    kernels.attention(s, q, k, v, starts, probabilities, true, out);
    INDArray gradients = random(rows, queryWidth + 2 * keyWidth);
    kernels.attentionBackward(
        s,
        random(rows, queryWidth),
        q,
        k,
        v,
        starts,
        probabilities,
        Views.columns(gradients, 0, queryWidth),
        Views.columns(gradients, queryWidth, queryWidth + keyWidth),
        Views.columns(gradients, queryWidth + keyWidth, queryWidth + 2L * keyWidth));
    return new INDArray[] {out, gradients};
  }

  /** Three documents in each row. */
  private static int[] documents(int batch, int time) {
    int[] starts = new int[batch * time];
    for (int row = 0; row < batch; row++) {
      Arrays.fill(starts, row * time + time / 3, row * time + time - 2, time / 3);
      Arrays.fill(starts, row * time + time - 2, (row + 1) * time, time - 2);
    }
    return starts;
  }

  private void sameResult(Supplier<INDArray> start, BiConsumer<Kernels, INDArray> kernel) {
    INDArray expected = start.get();
    kernel.accept(plain, expected);
    INDArray actual = start.get();
    kernel.accept(fast, actual);
    assertClose(actual, expected);
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double largest = Math.max(1, expected.amaxNumber().doubleValue());
    assertThat(actual.sumNumber().doubleValue()).isFinite();
    assertThat(actual.sub(expected).amaxNumber().doubleValue())
        .isLessThanOrEqualTo(RELATIVE_ERROR * largest);
  }

  private static LlamaConfig config(int headSize) {
    return new LlamaConfig(
        8,
        8,
        8,
        1,
        2,
        1,
        headSize,
        64,
        1e-5,
        10000,
        java.util.Optional.empty(),
        true,
        0.1,
        java.util.OptionalInt.empty(),
        java.util.List.of(),
        java.util.OptionalInt.empty());
  }

  /** The same numbers for the same shape. */
  private static INDArray random(int... shape) {
    Random random = new Random(Arrays.hashCode(shape));
    int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }

  private static INDArray zeros(long... shape) {
    return Nd4j.zeros(DataType.FLOAT, shape);
  }
}
