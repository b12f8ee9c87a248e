package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A supervised model of fastText 0.9 ({@code .bin} or {@code .ftz}) and its predictions: softmax,
 * hierarchical softmax, one-vs-all and negative sampling; dense or quantized, with norms and output
 * quantized or not, with a pruned dictionary or not. An input matrix of floats stays in the file;
 * on the heap are the dictionary, the output matrix, and codes. Immutable, shared by all threads.
 *
 * @see <a href="https://github.com/facebookresearch/fastText">fastText, the reference</a>
 */
public final class FastTextModel {

  private final Dictionary dictionary;
  private final Matrix input;
  private final OutputLayer output;
  private final String[] labels;

  private FastTextModel(Dictionary dictionary, Matrix input, OutputLayer output, String[] labels) {
    this.dictionary = dictionary;
    this.input = input;
    this.output = output;
    this.labels = labels;
  }

  /**
   * Reads a model; the bytes are used as long as it is.
   *
   * @throws InvalidModelException if they are no such model, or damaged
   */
  public static FastTextModel read(LittleEndianBytes bytes) {
    ByteCursor file = new ByteCursor(bytes);
    Arguments arguments = Arguments.read(file);
    Dictionary dictionary = Dictionary.read(file, arguments);
    boolean quantized = file.nextBoolean();
    if (!quantized && dictionary.isPruned()) {
      throw new InvalidModelException(
          "has a pruned dictionary and a matrix that is not quantized; get a newer copy.");
    }
    Matrix input = quantized ? QuantizedMatrix.read(file) : MappedMatrix.read(file);
    dictionary.check(input.rows());
    boolean quantizedOutput = file.nextBoolean() && quantized;
    Matrix output = quantizedOutput ? QuantizedMatrix.read(file) : HeapMatrix.read(file);
    long[] labelCounts = dictionary.words().labelCounts();
    checkShape("input", input, input.rows(), arguments.dim());
    checkShape("output", output, labelCounts.length, arguments.dim());
    String[] labels = new String[labelCounts.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = dictionary.words().label(i);
    }
    return new FastTextModel(
        dictionary, input, OutputLayer.of(arguments.loss(), output, labelCounts), labels);
  }

  private static void checkShape(String name, Matrix matrix, long rows, long columns) {
    if (matrix.rows() != rows || matrix.columns() != columns) {
      throw new InvalidModelException(
          "has an %s matrix of %d times %d instead of %d times %d; get an undamaged copy."
              .formatted(name, matrix.rows(), matrix.columns(), rows, columns));
    }
  }

  /** The labels, in the model's order. */
  public List<String> labels() {
    return List.of(labels);
  }

  /**
   * The likeliest labels of a line, best first. A line ends at its first newline, and is read as if
   * it had one at its end, as fastText's Python module does it.
   *
   * @param line as it stands: fastText neither lowers case nor normalizes
   * @param most how many labels at most
   * @param threshold the least probability
   */
  public List<Prediction> predict(String line, int most, float threshold) {
    IntArrayList features = dictionary.features(line.getBytes(StandardCharsets.UTF_8));
    Best best = new Best(Math.min(most, labels.length));
    if (!features.isEmpty()) {
      output.predict(average(features), threshold, best);
    }
    return best.predictions(labels);
  }

  private float[] average(IntArrayList features) {
    float[] sum = new float[(int) input.columns()];
    int[] rows = features.elements();
    for (int i = 0; i < features.size(); i++) {
      input.addRow(rows[i], sum);
    }
    float share = (float) (1.0 / features.size());
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= share;
    }
    return sum;
  }
}
