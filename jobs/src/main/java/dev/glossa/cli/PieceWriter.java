package dev.glossa.cli;

import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the pieces of texts with single spaces between them. */
final class PieceWriter {

  private final Tokenizer tokenizer;
  private final OutputStream out;
  private final byte[][] pieces;

  PieceWriter(Tokenizer tokenizer, OutputStream out) {
    this.tokenizer = tokenizer;
    this.out = out;
    this.pieces = new byte[tokenizer.vocabularySize()][];
  }

  /** Writes the pieces of the text {@code utf8[from, to)}. */
  void write(byte[] utf8, int from, int to) throws IOException {
    int[] ids = tokenizer.encode(utf8, from, to);
    if (hasUnknown(ids)) {
      String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
      out.write(String.join(" ", tokenizer.pieces(text)).getBytes(StandardCharsets.UTF_8));
      return;
    }
    for (int i = 0; i < ids.length; i++) {
      if (i > 0) {
        out.write(' ');
      }
      out.write(piece(ids[i]));
    }
  }

  /** Whether a piece is the text itself, which its id does not tell. */
  private boolean hasUnknown(int[] ids) {
    int unknown = tokenizer.unkId();
    for (int id : ids) {
      if (id == unknown) {
        return true;
      }
    }
    return false;
  }

  private byte[] piece(int id) {
    if (pieces[id] == null) {
      pieces[id] = tokenizer.piece(id).getBytes(StandardCharsets.UTF_8);
    }
    return pieces[id];
  }
}
