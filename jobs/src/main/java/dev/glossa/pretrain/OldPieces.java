package dev.glossa.pretrain;

import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * For every new piece the ids of the old pieces that its text was made of: from the extended
 * tokenizer's added_pieces.tsv (new id, …, old ids), else by encoding the piece's text with the
 * model's own tokenizer.
 */
final class OldPieces {

  private static final String SPACE = "\u2581";

  private final TokenizerFiles extendedFiles;
  private final Tokenizer extended;
  private final Tokenizer old;

  OldPieces(TokenizerFiles extendedFiles, Tokenizer old) {
    this.extendedFiles = extendedFiles;
    this.extended = extendedFiles.tokenizer();
    this.old = old;
  }

  /**
   * @throws GlossaException (usage) if an old id means something else in the extended tokenizer
   */
  void requireUnchanged() {
    if (extended.vocabularySize() < old.vocabularySize()) {
      throw GlossaException.usage(
          "The tokenizer '%s' has %d pieces, fewer than the %d of the model's own.",
          extendedFiles.path(), extended.vocabularySize(), old.vocabularySize());
    }
    for (int id = 0; id < old.vocabularySize(); id++) {
      if (!old.piece(id).equals(extended.piece(id))) {
        throw GlossaException.usage(
            "The id %d is '%s' in the model's own tokenizer and '%s' in '%s': only a tokenizer that"
                + " extends the model's own can be taken.",
            id, old.piece(id), extended.piece(id), extendedFiles.path());
      }
    }
  }

  /** The first id that is new in a vocabulary with added_pieces.tsv. */
  static OptionalInt firstNew(TokenizerFiles files) {
    return files
        .text(TokenizerFiles.ADDED_PIECES)
        .lines()
        .map(line -> line.split("\t", 2)[0])
        .filter(id -> id.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .min();
  }

  /** The old ids of each id from {@code firstId} to {@code end}, not included. */
  int[][] of(int firstId, int end) {
    Map<Integer, int[]> listed = listed();
    int[][] pieces = new int[end - firstId][];
    for (int id = firstId; id < end; id++) {
      int[] known = listed.get(id);
      pieces[id - firstId] = known != null ? known : encoded(extended.piece(id));
    }
    return pieces;
  }

  private Map<Integer, int[]> listed() {
    Map<Integer, int[]> listed = new HashMap<>();
    for (String line : extendedFiles.text(TokenizerFiles.ADDED_PIECES).split("\n", -1)) {
      String[] columns = line.split("\t", -1);
      String last = columns[columns.length - 1].strip();
      if (columns.length > 1 && columns[0].matches("\\d+") && last.matches("\\d+([ ,]+\\d+)*")) {
        listed.put(
            Integer.parseInt(columns[0]),
            Arrays.stream(last.split("[ ,]+")).mapToInt(Integer::parseInt).toArray());
      }
    }
    return listed;
  }

  /** The tokenizer puts a space before a text; a piece that has none loses it again. */
  private int[] encoded(String piece) {
    boolean begins = piece.startsWith(SPACE);
    int[] ids = old.encode((begins ? piece.substring(1) : piece).replace(SPACE, " "));
    if (!begins && ids.length > 1 && old.piece(ids[0]).equals(SPACE)) {
      ids = Arrays.copyOfRange(ids, 1, ids.length);
    }
    return ids.length > 0 ? ids : new int[] {Math.max(0, old.unkId())};
  }
}
