package dev.glossa.tokenizer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The given pieces of a vocabulary at their ids: unknown, begin, end and padding where they were
 * asked for, then control and user-defined symbols and bytes in the ids left.
 *
 * <p>Source: InitMetaPieces in trainer_interface.cc of SentencePiece 0.2.3.
 */
final class MetaPieces {

  private final SortedMap<Integer, Piece> byId = new TreeMap<>();
  private final SymbolSpec symbols;
  private final Set<String> defined = new HashSet<>();
  private int nextId;

  private MetaPieces(SymbolSpec symbols) {
    this.symbols = symbols;
  }

  /** The pieces by id, for a vocabulary of {@code vocabularySize} pieces. */
  static SortedMap<Integer, Piece> of(SymbolSpec symbols, int vocabularySize) {
    MetaPieces pieces = new MetaPieces(symbols);
    pieces.at(symbols.unkId(), symbols.unkPiece(), PieceType.UNKNOWN, vocabularySize);
    pieces.at(symbols.bosId(), symbols.bosPiece(), PieceType.CONTROL, vocabularySize);
    pieces.at(symbols.eosId(), symbols.eosPiece(), PieceType.CONTROL, vocabularySize);
    pieces.at(symbols.padId(), symbols.padPiece(), PieceType.CONTROL, vocabularySize);
    if (symbols.unkId() < 0) {
      throw new IllegalArgumentException(
          "A vocabulary needs an unknown piece: set unk_id to an id of 0 or more.");
    }
    pieces.addAll(symbols.controlSymbols(), PieceType.CONTROL);
    pieces.addAll(symbols.userDefinedSymbols(), PieceType.USER_DEFINED);
    if (symbols.byteFallback()) {
      for (int value = 0; value < BytePieces.COUNT; value++) {
        pieces.add(BytePieces.name(value), PieceType.BYTE);
      }
    }
    return pieces.byId;
  }

  private void at(int id, String text, PieceType type, int vocabularySize) {
    if (id < 0) {
      return;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The piece of id " + id + " must not be empty.");
    }
    if (id >= vocabularySize || byId.containsKey(id)) {
      throw new IllegalArgumentException(
          "The id %d of '%s' is %s."
              .formatted(
                  id,
                  text,
                  byId.containsKey(id)
                      ? "already that of '" + byId.get(id).text() + "'"
                      : "not below the vocabulary's size of " + vocabularySize));
    }
    byId.put(id, new Piece(text, 0, type));
  }

  private void addAll(Collection<String> texts, PieceType type) {
    texts.forEach(text -> add(text, type));
  }

  private void add(String text, PieceType type) {
    if (!defined.add(text)) {
      throw new IllegalArgumentException("The symbol '" + text + "' is defined twice.");
    }
    if (text.equals(symbols.unkPiece())) {
      throw new IllegalArgumentException(
          "'%s' must not be among control_symbols or user_defined_symbols.".formatted(text));
    }
    int id = given(text);
    if (id < 0) {
      while (byId.containsKey(nextId)) {
        nextId++;
      }
      id = nextId;
    }
    byId.put(id, new Piece(text, 0, type));
  }

  private int given(String text) {
    if (text.equals(symbols.bosPiece()) && symbols.bosId() >= 0) {
      return symbols.bosId();
    }
    if (text.equals(symbols.eosPiece()) && symbols.eosId() >= 0) {
      return symbols.eosId();
    }
    return text.equals(symbols.padPiece()) ? symbols.padId() : -1;
  }
}
