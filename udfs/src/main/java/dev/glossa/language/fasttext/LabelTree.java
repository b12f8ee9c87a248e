package dev.glossa.language.fasttext;

import dev.glossa.binary.InvalidModelException;
import java.util.Arrays;

/**
 * Hierarchical softmax: the labels are the leaves of a Huffman tree that is built from their
 * counts, and every inner node decides between its two sides. Leaves have the numbers of their
 * labels, inner nodes those after.
 */
final class LabelTree implements OutputLayer {

  private static final long UNREACHED = 1_000_000_000_000_000L;

  private final Matrix output;
  private final int labels;
  private final int[] left;
  private final int[] right;

  LabelTree(Matrix output, long[] labelCounts) {
    this.output = output;
    this.labels = labelCounts.length;
    int nodes = 2 * labels - 1;
    this.left = new int[nodes];
    this.right = new int[nodes];
    build(labelCounts, nodes);
  }

  private void build(long[] labelCounts, int nodes) {
    long[] counts = new long[nodes + 1];
    Arrays.fill(counts, UNREACHED);
    System.arraycopy(labelCounts, 0, counts, 0, labels);
    int leaf = labels - 1;
    int inner = labels;
    for (int node = labels; node < nodes; node++) {
      int[] smallest = new int[2];
      for (int side = 0; side < 2; side++) {
        smallest[side] = leaf >= 0 && counts[leaf] < counts[inner] ? leaf-- : inner++;
        if (smallest[side] >= node) {
          throw new InvalidModelException(
              "has label counts of which no tree can be made; get an undamaged copy.");
        }
      }
      left[node] = smallest[0];
      right[node] = smallest[1];
      counts[node] = counts[smallest[0]] + counts[smallest[1]];
    }
  }

  @Override
  public void predict(float[] hidden, float threshold, Best best) {
    float least = Best.log(threshold);
    // Depth first, left side first. The stack holds right sides, one for each level.
    int[] pending = new int[labels];
    float[] pendingScores = new float[labels];
    int depth = 0;
    pendingScores[0] = 0;
    pending[depth++] = 2 * labels - 2;
    while (depth > 0) {
      int node = pending[--depth];
      float score = pendingScores[depth];
      while (score >= least && !best.excludes(score)) {
        if (node < labels) {
          best.offer(node, score);
          break;
        }
        // The denominator is a float in fastText, which shows where a side is very unlikely.
        float odds = (float) Math.exp(-output.dot(node - labels, hidden));
        float up = (float) (1.0 / (1 + odds));
        pending[depth] = right[node];
        pendingScores[depth++] = score + Best.log(up);
        score += Best.log(1.0 - up);
        node = left[node];
      }
    }
  }
}
