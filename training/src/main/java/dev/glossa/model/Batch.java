package dev.glossa.model;

/**
 * Rows of tokens of one length.
 *
 * @param ids [rows][time] token ids
 * @param labels [rows][time] beside the ids: the label at t is predicted from the positions before
 *     t; {@link #IGNORED} is not trained on
 * @param documentStarts [rows][time]: for each position the position in the row at which its
 *     document starts; attention stays inside documents. Null if every row is one document.
 */
public record Batch(int[][] ids, int[][] labels, int[][] documentStarts) {
  /** The label that is not trained on. */
  public static final int IGNORED = -100;

  /** Checks the shapes. */
  public Batch {
    if (ids.length == 0) {
      throw new IllegalArgumentException("A batch needs at least one row.");
    }
    requireShape("labels", labels, ids);
    if (documentStarts != null) {
      requireShape("documentStarts", documentStarts, ids);
    }
    for (int[] row : ids) {
      if (row.length != ids[0].length || row.length == 0) {
        throw new IllegalArgumentException(
            "The rows of a batch must be of one length above 0; found "
                + ids[0].length
                + " and "
                + row.length
                + ".");
      }
    }
  }

  /** Rows that are one document each. */
  public static Batch of(int[][] ids, int[][] labels) {
    return new Batch(ids, labels, null);
  }

  /**
   * Rows packed with documents (or padding) of the given lengths. The first token of a document is
   * never predicted from the document before it, whatever its label.
   *
   * @param lengths [rows][segments], each row's sum is its length
   */
  public static Batch packed(int[][] ids, int[][] labels, int[][] lengths) {
    int[][] starts = new int[ids.length][];
    int[][] inside = new int[ids.length][];
    for (int row = 0; row < ids.length; row++) {
      starts[row] = new int[ids[row].length];
      inside[row] = labels[row].clone();
      int position = 0;
      for (int length : lengths[row]) {
        int end = position + length;
        if (end > ids[row].length || length < 0) {
          throw wrongLengths(row, ids[row].length);
        }
        if (length > 0) {
          inside[row][position] = IGNORED;
        }
        java.util.Arrays.fill(starts[row], position, end, position);
        position = end;
      }
      if (position != ids[row].length) {
        throw wrongLengths(row, ids[row].length);
      }
    }
    return new Batch(ids, inside, starts);
  }

  private static IllegalArgumentException wrongLengths(int row, int length) {
    return new IllegalArgumentException(
        "The segment lengths of row " + row + " must add up to its " + length + " tokens.");
  }

  private static void requireShape(String what, int[][] rows, int[][] ids) {
    if (rows.length != ids.length) {
      throw new IllegalArgumentException(
          what + " has " + rows.length + " rows, ids has " + ids.length + ".");
    }
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != ids[row].length) {
        throw new IllegalArgumentException(what + " and ids differ in length in row " + row + ".");
      }
    }
  }
}
