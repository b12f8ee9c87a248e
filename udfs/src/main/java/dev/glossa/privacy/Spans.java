package dev.glossa.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The parts of a text that were found to be personal data, without overlaps. */
final class Spans {

  private final BitSet claimed = new BitSet();
  private final List<Span> spans = new ArrayList<>();

  private record Span(int start, int end, PersonalData kind) {}

  /** Claims a part, unless some of it is claimed already. */
  boolean claim(int start, int end, PersonalData kind) {
    if (!isFree(start, end)) {
      return false;
    }
    claimed.set(start, end);
    spans.add(new Span(start, end, kind));
    return true;
  }

  boolean isFree(int start, int end) {
    int next = claimed.nextSetBit(start);
    return next < 0 || next >= end;
  }

  /** The text with placeholders; the same object when nothing was found. */
  Redaction redact(String text) {
    if (spans.isEmpty()) {
      return new Redaction(text, Map.of());
    }
    spans.sort(Comparator.comparingInt(Span::start));
    Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
    StringBuilder out = new StringBuilder(text.length());
    int previous = 0;
    for (Span span : spans) {
      out.append(text, previous, span.start()).append(span.kind().placeholder());
      previous = span.end();
      counts.merge(span.kind(), 1, Integer::sum);
    }
    return new Redaction(out.append(text, previous, text.length()).toString(), counts);
  }
}
