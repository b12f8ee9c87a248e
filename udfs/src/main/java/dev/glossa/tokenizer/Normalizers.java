package dev.glossa.tokenizer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import dev.glossa.tokenizer.pattern.OnigurumaPattern;
import java.util.List;
import java.util.Locale;

/**
 * The steps of a tokenizer.json's normalizer. Source: normalizers/ of Hugging Face's tokenizers.
 */
final class Normalizers {

  private static final UnicodeSet SPACE = new UnicodeSet("[:White_Space:]").freeze();

  private Normalizers() {}

  /** All steps, one after another. */
  static TextNormalizer sequence(List<TextNormalizer> steps) {
    return (text, from, to) -> {
      OriginText normalized = text;
      int start = from;
      int end = to;
      for (TextNormalizer step : steps) {
        if (start == end) {
          break;
        }
        normalized = step.normalize(normalized, start, end);
        start = 0;
        end = normalized.size();
      }
      return normalized;
    };
  }

  static TextNormalizer prepend(String prefix) {
    byte[] bytes = Utf8.encode(prefix);
    return (text, from, to) -> {
      OriginText out = text.derived(from);
      out.append(bytes, text, from);
      out.append(text, from, to);
      return out;
    };
  }

  /** Puts {@code content} in the place of every match. */
  static TextNormalizer replace(OnigurumaPattern pattern, String content) {
    byte[] bytes = Utf8.encode(content);
    return (text, from, to) -> {
      CharacterText characters = new CharacterText(text.bytes(), from, to);
      OriginText out = text.derived(from);
      int[] done = {from};
      pattern.findAll(
          characters.characters(),
          characters.size(),
          (start, end) -> {
            out.append(text, done[0], characters.place(start));
            done[0] = characters.place(end);
            out.append(bytes, text, done[0] == from ? -1 : done[0] - 1);
          });
      out.append(text, done[0], to);
      return out;
    };
  }

  /** The same for a text that is not empty, without a pattern. */
  static TextNormalizer replace(String text, String content) {
    byte[] old = Utf8.encode(text);
    byte[] bytes = Utf8.encode(content);
    return (source, from, to) -> {
      OriginText out = source.derived(from);
      int done = from;
      for (int at = from; at + old.length <= to; ) {
        int i = 0;
        while (i < old.length && source.bytes()[at + i] == old[i]) {
          i++;
        }
        if (i < old.length) {
          at++;
          continue;
        }
        out.append(source, done, at);
        at += old.length;
        done = at;
        out.append(bytes, source, at - 1);
      }
      out.append(source, done, to);
      return out;
    };
  }

  /** Small letters, each character by itself. */
  static TextNormalizer lowercase() {
    return (text, from, to) -> {
      OriginText out = text.derived(from);
      for (int at = from; at < to; ) {
        int decoded = Utf8.decode(text.bytes(), at, to);
        int end = at + (decoded & 7);
        String lower =
            decoded >>> 3 == 0x130
                ? "i\u0307"
                : Character.toString(UCharacter.toLowerCase(decoded >>> 3));
        out.append(Utf8.encode(lower), text, at);
        at = end;
      }
      return out;
    };
  }

  static TextNormalizer strip(boolean left, boolean right) {
    return (text, from, to) -> {
      CharacterText characters = new CharacterText(text.bytes(), from, to);
      int start = 0;
      int end = characters.size();
      while (left && start < end && SPACE.contains(characters.characters()[start])) {
        start++;
      }
      while (right && end > start && SPACE.contains(characters.characters()[end - 1])) {
        end--;
      }
      OriginText out = text.derived(from);
      out.append(text, characters.place(start), characters.place(end));
      return out;
    };
  }

  /** A Unicode normalization form. */
  static TextNormalizer form(Normalizer2 form) {
    return (text, from, to) -> {
      String source = Utf8.toString(text.bytes(), from, to);
      OriginText out = text.derived(from);
      int prefix = form.spanQuickCheckYes(source);
      int at = from + Utf8.encode(source.substring(0, prefix)).length;
      out.append(text, from, at);
      for (int i = prefix; i < source.length(); ) {
        int end = i;
        do {
          end += Character.charCount(source.codePointAt(end));
        } while (end < source.length() && !form.hasBoundaryBefore(source.codePointAt(end)));
        String part = source.substring(i, end);
        int partEnd = at + Utf8.encode(part).length;
        byte[] normalized = Utf8.encode(form.normalize(part));
        int first = Utf8.decode(normalized, 0, normalized.length) & 7;
        out.append(normalized, 0, first, text, at);
        out.append(normalized, first, normalized.length, text, partEnd - 1);
        at = partEnd;
        i = end;
      }
      return out;
    };
  }

  /**
   * A character map as Hugging Face applies it, which is not as SentencePiece does: to grapheme
   * clusters of up to five bytes, else to characters, and of the rules that match the shortest
   * counts, for the whole of it.
   */
  static TextNormalizer precompiled(CharsMap map) {
    return (text, from, to) -> {
      String source = Utf8.toString(text.bytes(), from, to);
      BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
      clusters.setText(source);
      OriginText out = text.derived(from);
      int at = from;
      for (int i = 0, next = clusters.next(); next != BreakIterator.DONE; next = clusters.next()) {
        int end = at + Utf8.encode(source.substring(i, next)).length;
        if (end - at >= 6 || !replaced(map, text, at, end, out)) {
          for (int c = at; c < end; ) {
            int characterEnd = c + (Utf8.decode(text.bytes(), c, end) & 7);
            if (!replaced(map, text, c, characterEnd, out)) {
              out.append(text, c, characterEnd);
            }
            c = characterEnd;
          }
        }
        at = end;
        i = next;
      }
      return out;
    };
  }

  private static boolean replaced(CharsMap map, OriginText text, int at, int end, OriginText out) {
    long match = map.shortestMatch(text.bytes(), at, end);
    if (match < 0) {
      return false;
    }
    int start = (int) (match >>> 32);
    out.append(map.replacements(), start, map.replacementEnd(start), text, at);
    return true;
  }
}
