package dev.glossa.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether two LaTeX answers are the same after the normalisation of the MATH dataset (Hendrycks et
 * al. 2021, {@code is_equiv}), which AGIEval uses too: fractions, roots, degrees, percent signs,
 * units and spaces are written in one way. Nothing is computed.
 */
public final class MathEquivalence {
  private static final String FRACTION = "\\frac";
  private static final String ROOT = "\\sqrt";
  private static final String UNIT = "\\text{ ";
  private static final String INTEGER = "(?:0|-?[1-9][0-9]{0,4299})";
  private static final Pattern SLASH = Pattern.compile(INTEGER + "/" + INTEGER);

  private MathEquivalence() {}

  /**
   * @param first an answer, or null for none
   * @param second another, or null; two that are null are equal. If one of them cannot be
   *     normalised the answers are compared as they stand.
   */
  public static boolean equivalent(String first, String second) {
    if (first == null || second == null) {
      return first == null && second == null;
    }
    Optional<String> one = normalise(first);
    Optional<String> other = normalise(second);
    return one.isPresent() && other.isPresent() ? one.equals(other) : first.equals(second);
  }

  /** An answer in the one way of writing; nothing where the official code raises an error. */
  static Optional<String> normalise(String answer) {
    String plain =
        answer
            .replace("\n", "")
            .replace("\\!", "")
            .replace("\\\\", "\\")
            .replace("tfrac", "frac")
            .replace("dfrac", "frac")
            .replace("\\left", "")
            .replace("\\right", "")
            .replace("^{\\circ}", "")
            .replace("^\\circ", "")
            .replace("\\$", "");
    List<String> units = PythonText.split(plain, UNIT);
    if (units.size() > 2) {
      return Optional.empty();
    }
    plain = units.get(0).replace("\\%", "").replace(" .", " 0.").replace("{.", "{0.");
    if (plain.isEmpty()) {
      return Optional.of(plain);
    }
    if (plain.startsWith(".")) {
      plain = "0" + plain;
    }
    return braceRoots(withoutName(plain))
        .map(text -> text.replace(" ", ""))
        .flatMap(MathEquivalence::braceFractions)
        .map(text -> text.equals("0.5") ? "\\frac{1}{2}" : text)
        .map(MathEquivalence::slashToFraction);
  }

  /** "x = 5" is 5, where what precedes the only "=" is at most two characters long. */
  private static String withoutName(String text) {
    List<String> sides = PythonText.split(text, "=");
    boolean named = sides.size() == 2 && length(sides.get(0)) <= 2;
    return named ? sides.get(1) : text;
  }

  /** \sqrt3 becomes \sqrt{3}; an error if nothing follows a root. */
  private static Optional<String> braceRoots(String text) {
    List<String> pieces = PythonText.split(text, ROOT);
    StringBuilder roots = new StringBuilder(pieces.get(0));
    for (String piece : pieces.subList(1, pieces.size())) {
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      roots.append(ROOT);
      if (piece.startsWith("{")) {
        roots.append(piece);
      } else {
        int one = piece.offsetByCodePoints(0, 1);
        roots.append('{').append(piece, 0, one).append('}').append(piece.substring(one));
      }
    }
    return Optional.of(roots.toString());
  }

  /**
   * \frac12 becomes \frac{1}{2}, \frac1{72} becomes \frac{1}{72}. A fraction of one character
   * leaves the whole text as it is; one of none is an error.
   */
  private static Optional<String> braceFractions(String text) {
    List<String> pieces = PythonText.split(text, FRACTION);
    StringBuilder fractions = new StringBuilder(pieces.get(0));
    for (String piece : pieces.subList(1, pieces.size())) {
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      fractions.append(FRACTION);
      if (piece.startsWith("{")) {
        fractions.append(piece);
        continue;
      }
      if (length(piece) < 2) {
        return Optional.of(text);
      }
      int one = piece.offsetByCodePoints(0, 1);
      int two = piece.offsetByCodePoints(one, 1);
      String denominator = piece.substring(one, two);
      fractions.append('{').append(piece, 0, one).append('}');
      fractions.append(denominator.equals("{") ? denominator : "{" + denominator + "}");
      fractions.append(piece.substring(two));
    }
    return Optional.of(fractions.toString());
  }

  private static String slashToFraction(String text) {
    if (!SLASH.matcher(text).matches()) {
      return text;
    }
    List<String> sides = PythonText.split(text, "/");
    return "\\frac{" + sides.get(0) + "}{" + sides.get(1) + "}";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
