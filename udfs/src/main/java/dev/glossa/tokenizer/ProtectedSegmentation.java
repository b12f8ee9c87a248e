package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The protection of text in a SentencePiece vocabulary. A character that the base lacks is
 * protected too. Words are encoded one by one because no piece has a space after something else;
 * where a vocabulary has such pieces, a line is one word.
 */
public final class ProtectedSegmentation implements TextProtection {

  private final ExtensionBase base;
  private final SentenceRules lines;
  private final BaseSegmentation segmentation;
  private final Tokenizer before;

  /**
   * @throws InvalidTokenizerException if the base is no BPE vocabulary
   */
  public ProtectedSegmentation(SentencePieceModel base) {
    this.base = new ExtensionBase(base);
    this.lines = SentenceRules.ofEveryLine(base);
    this.segmentation = new BaseSegmentation(this.base, List.of());
    this.before = Tokenizers.sentencePiece(base.withoutNormalization(), Mode.SENTENCEPIECE);
  }

  @Override
  public List<String> words(String line) {
    return lines.words(line);
  }

  @Override
  public void forbid(String word, Set<String> forbidden) {
    word.codePoints()
        .mapToObj(Character::toString)
        .filter(character -> !base.has(character) && base.rules().allows(character))
        .forEach(forbidden::add);
    IdArray ids = segmentation.of(word);
    for (int i = 1; i < ids.size; i++) {
      if (ids.ids[i - 1] >= 0 && ids.ids[i] >= 0) {
        String together = text(ids.ids[i - 1]) + text(ids.ids[i]);
        if (!base.has(together) && base.rules().allows(together)) {
          forbidden.add(together);
        }
      }
    }
  }

  private String text(int id) {
    return segmentation.pieces().get(id).text();
  }

  /**
   * Looks at words in an extended vocabulary of any scores.
   *
   * @return for a word the added pieces that changed it, none if it is encoded as before
   */
  public Changes changes(SentencePieceModel extended) {
    return new Changes(extended);
  }

  /** Which added pieces change a word. */
  public final class Changes {
    private final Set<String> added = new HashSet<>();
    private final Tokenizer after;

    private Changes(SentencePieceModel extended) {
      extended.pieces().stream()
          .skip(base.model().pieces().size())
          .forEach(piece -> added.add(piece.text()));
      this.after = Tokenizers.sentencePiece(extended.withoutNormalization(), Mode.SENTENCEPIECE);
    }

    /** The added pieces that stand in the word now; if there is none, those that passed by. */
    public List<String> of(String word) {
      List<String> changing = new ArrayList<>();
      for (String stretch : word.split(Character.toString(PieceValidity.BOUNDARY), -1)) {
        int[] ids = after.encode(stretch);
        if (Arrays.equals(ids, before.encode(stretch))) {
          continue;
        }
        List<String> standing = new ArrayList<>();
        for (int id : ids) {
          if (added.contains(after.piece(id))) {
            standing.add(after.piece(id));
          }
        }
        changing.addAll(
            standing.isEmpty() ? added.stream().filter(stretch::contains).toList() : standing);
      }
      return changing;
    }
  }
}
