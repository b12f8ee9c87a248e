package dev.glossa.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * log p of the tokens of many sequences. Sequences of similar length are computed together; the
 * padding at the end of the shorter ones cannot be seen by a causal model.
 */
final class SequenceScorer {
  private final LlamaModel model;
  private final int tokensAtOnce;

  SequenceScorer(LlamaModel model, int tokensAtOnce) {
    this.model = model;
    this.tokensAtOnce = tokensAtOnce;
  }

  double[][] logProbabilities(int[][] sequences) {
    double[][] result = new double[sequences.length][];
    List<Integer> group = new ArrayList<>();
    for (int index : byLength(sequences)) {
      int longest = sequences[index].length;
      if (!group.isEmpty() && (group.size() + 1L) * longest > tokensAtOnce) {
        score(sequences, group, result);
        group.clear();
      }
      group.add(index);
    }
    score(sequences, group, result);
    return result;
  }

  private void score(int[][] sequences, List<Integer> group, double[][] result) {
    int longest = 0;
    int tokens = 0;
    for (int index : group) {
      longest = Math.max(longest, sequences[index].length);
      tokens += Math.max(0, sequences[index].length - 1);
      result[index] = new double[sequences[index].length];
      Arrays.fill(result[index], Double.NaN);
    }
    if (tokens == 0) {
      return;
    }
    int[][] ids = new int[group.size()][longest];
    int[] rows = new int[tokens];
    int[] targets = new int[tokens];
    int next = 0;
    for (int row = 0; row < ids.length; row++) {
      int[] sequence = sequences[group.get(row)];
      System.arraycopy(sequence, 0, ids[row], 0, sequence.length);
      for (int t = 1; t < sequence.length; t++) {
        rows[next] = row * longest + t - 1;
        targets[next++] = sequence[t];
      }
    }
    INDArray hidden = model.hidden(ids, null);
    double[] all = model.head().logProbabilities(hidden, rows, targets);
    next = 0;
    for (int index : group) {
      for (int t = 1; t < sequences[index].length; t++) {
        result[index][t] = all[next++];
      }
    }
  }

  private static List<Integer> byLength(int[][] sequences) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sequences.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> sequences[i].length));
    return order;
  }
}
