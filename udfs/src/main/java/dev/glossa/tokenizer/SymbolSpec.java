package dev.glossa.tokenizer;

import java.util.List;

/**
 * The pieces that are given, not learned, under the names of spm_train's flags. An id of -1 means
 * that there is no such piece.
 *
 * @param unkSurface what an unknown piece is decoded to
 * @param requiredChars characters that are in the alphabet however rare they are
 * @param byteFallback unknown characters are written as pieces for their UTF-8 bytes
 */
public record SymbolSpec(
    int unkId,
    int bosId,
    int eosId,
    int padId,
    String unkPiece,
    String bosPiece,
    String eosPiece,
    String padPiece,
    String unkSurface,
    List<String> controlSymbols,
    List<String> userDefinedSymbols,
    String requiredChars,
    boolean byteFallback) {

  public SymbolSpec {
    controlSymbols = List.copyOf(controlSymbols);
    userDefinedSymbols = List.copyOf(userDefinedSymbols);
  }

  /** The defaults of spm_train. */
  public static SymbolSpec defaults() {
    return new SymbolSpec(
        0, 1, 2, -1, "<unk>", "<s>", "</s>", "<pad>", " \u2047 ", List.of(), List.of(), "", false);
  }
}
