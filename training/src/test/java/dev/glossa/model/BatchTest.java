package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int[][] ROW = {{4, 5, 6, 7}};

  @Test
  void aPackedRowKnowsWhereDocumentsStartAndDoesNotPredictTheirFirstToken() {
    Batch batch = Batch.packed(ROW, ROW, new int[][] {{1, 3}});
    assertThat(batch.documentStarts()[0]).containsExactly(0, 1, 1, 1);
    assertThat(batch.labels()[0]).containsExactly(-100, -100, 6, 7);
    assertThat(ROW[0]).containsExactly(4, 5, 6, 7);
  }

  @Test
  void lengthsThatDoNotFillTheRowAreRefused() {
    assertThatThrownBy(() -> Batch.packed(ROW, ROW, new int[][] {{1, 2}}))
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> Batch.packed(ROW, ROW, new int[][] {{3, 2}}))
        .hasMessageContaining("row 0");
  }

  @Test
  void rowsOfOtherShapesAreRefused() {
    assertThatThrownBy(() -> Batch.of(ROW, new int[][] {{4}})).hasMessageContaining("labels");
    assertThatThrownBy(() -> Batch.of(new int[][] {{1}, {1, 2}}, new int[][] {{1}, {1, 2}}))
        .hasMessageContaining("one length");
    assertThatThrownBy(() -> Batch.of(new int[0][], new int[0][])).hasMessageContaining("row");
  }
}
