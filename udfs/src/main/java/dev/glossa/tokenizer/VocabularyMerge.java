package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Extends a BPE vocabulary by the pieces of another SentencePiece vocabulary that it lacks, in
 * their order, as Chinese-LLaMA's merge_tokenizers.py does. Pieces can be dropped, each with a
 * reason, until what is left keeps the base's rules.
 */
public final class VocabularyMerge {

  /** Why pieces that the base's encoder never makes are dropped. */
  public static final String UNREACHABLE = "unreachable";

  /** A piece that breaks what the base demands. */
  public record Fault(String piece, String reason) {}

  private final ExtensionBase base;
  private final AddedScores scores;
  private final List<Piece> candidates;
  private final Map<String, String> dropped = new LinkedHashMap<>();

  /**
   * @param from a BPE or unigram vocabulary; its scores do not matter
   * @throws InvalidTokenizerException if the base is no BPE vocabulary
   */
  public VocabularyMerge(SentencePieceModel base, SentencePieceModel from, AddedScores scores) {
    this.base = new ExtensionBase(base);
    this.scores = scores;
    this.candidates = from.pieces().stream().filter(piece -> !this.base.has(piece.text())).toList();
  }

  /** The base with all pieces that were not dropped. */
  public ExtendedVocabulary vocabulary() {
    return base.with(remaining(), scores);
  }

  /**
   * The base with the first {@code add} pieces that were not dropped; a piece's characters that the
   * base lacks come with it and count, also if they stand behind it.
   *
   * @throws IllegalArgumentException if {@code add} is not positive, or there are not so many
   */
  public ExtendedVocabulary vocabulary(int add) {
    if (add < 1) {
      throw new IllegalArgumentException(
          "The number of pieces to add is " + add + ", not 1 or more.");
    }
    List<String> remaining = remaining();
    Set<String> open = new LinkedHashSet<>(remaining);
    Set<String> chosen = new LinkedHashSet<>();
    for (String piece : remaining) {
      Set<String> needed = new TreeSet<>(characters(piece));
      needed.retainAll(open);
      needed.add(piece);
      needed.removeAll(chosen);
      if (chosen.size() + needed.size() <= add) {
        chosen.addAll(needed);
      }
    }
    if (chosen.size() < add) {
      throw new IllegalArgumentException(
          "The other vocabulary has only %d pieces to add, not %d: add fewer."
              .formatted(chosen.size(), add));
    }
    return base.with(remaining.stream().filter(chosen::contains).toList(), scores);
  }

  private static List<String> characters(String piece) {
    return piece.codePoints().mapToObj(Character::toString).toList();
  }

  private List<String> remaining() {
    return candidates.stream()
        .map(Piece::text)
        .filter(piece -> !dropped.containsKey(piece))
        .toList();
  }

  /** Pieces among the remaining that break a rule of the base, or are no ordinary pieces. */
  public List<Fault> breakingRules() {
    List<Fault> faults = new ArrayList<>();
    for (Piece piece : candidates) {
      if (!dropped.containsKey(piece.text())) {
        String reason =
            piece.type() == PieceType.NORMAL
                ? base.rules().broken(piece.text())
                : "no ordinary piece";
        if (reason != null) {
          faults.add(new Fault(piece.text(), reason));
        }
      }
    }
    return faults;
  }

  /** The added pieces that the extended vocabulary's encoder never makes. */
  public static List<Fault> unreachable(ExtendedVocabulary extended) {
    return ExtensionRules.unreachable(extended.model(), extended.added()).stream()
        .map(piece -> new Fault(piece, UNREACHABLE))
        .toList();
  }

  /** Drops pieces that break rules, then unreachable ones, again and again until none is left. */
  public void dropFaults() {
    drop(breakingRules());
    while (drop(unreachable(vocabulary())) > 0) {
      // Without a piece, others may have become unreachable.
    }
  }

  /**
   * Drops pieces.
   *
   * @return how many were still there
   */
  public int drop(Collection<Fault> faults) {
    int before = dropped.size();
    faults.forEach(fault -> dropped.putIfAbsent(fault.piece(), fault.reason()));
    return dropped.size() - before;
  }

  /** What was dropped, in the order in which it was. */
  public List<Fault> dropped() {
    return dropped.entrySet().stream()
        .map(entry -> new Fault(entry.getKey(), entry.getValue()))
        .collect(Collectors.toList());
  }
}
