package dev.glossa.page;

import java.util.List;
import java.util.Locale;

/** Figures as a person reads them. */
public final class Figures {
  private static final String ABSENT = "–";

  private Figures() {}

  /** A count with its thousands set apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Three or four significant digits; integers as they are; a dash for what is not there. */
  public static String number(Double value) {
    if (value == null || value.isNaN()) {
      return ABSENT;
    }
    double size = Math.abs(value);
    if (value.isInfinite()) {
      return value > 0 ? "∞" : "−∞";
    }
    if (size < 1e15 && value == Math.rint(value)) {
      return count(value.longValue());
    }
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    if (size >= 1) {
      return String.format(Locale.ROOT, "%.3f", value);
    }
    return size >= 0.001
        ? String.format(Locale.ROOT, "%.4f", value)
        : String.format(Locale.ROOT, "%.2e", value);
  }

  /** Both ends of an interval; a dash if there is none. */
  public static String interval(List<Double> ends) {
    return ends == null ? ABSENT : number(ends.get(0)) + " … " + number(ends.get(1));
  }

  /** A share between 0 and 1 as per cent. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A relative change with its sign. */
  public static String change(double from, double to) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * (to / from - 1)).replace('-', '−');
  }

  /** A time in seconds, minutes or hours. */
  public static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }

  /** A language's English name, or its code if nobody knows it. */
  public static String language(String code) {
    String name = Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }
}
