package dev.glossa.prepare;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Documents to prepare. */
public final class Prose {

  private static final List<String> WORDS =
      List.of(
          "the",
          "people",
          "of",
          "river",
          "and",
          "house",
          "that",
          "walk",
          "with",
          "friends",
          "to",
          "garden",
          "have",
          "music",
          "a",
          "library",
          "in",
          "evening",
          "under",
          "trees",
          "children",
          "read",
          "about",
          "history",
          "they",
          "talk",
          "between",
          "mountains",
          "light",
          "water");

  private Prose() {}

  /** An English document that passes every rule; equal seeds make equal documents. */
  public static String prose(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int sentence = 0; sentence < 12; sentence++) {
      for (int word = 0; word < 11; word++) {
        String next = WORDS.get(random.nextInt(WORDS.size()));
        text.append(
            word == 0 ? next.substring(0, 1).toUpperCase(Locale.ROOT) + next.substring(1) : next);
        text.append(word == 10 ? "." : " ");
      }
      text.append(sentence % 4 == 3 ? "\n" : " ");
    }
    return text.toString().strip();
  }

  /** The document as a line of JSONL. */
  public static String line(String id, String url, String text) {
    return "{\"id\": \"%s\", \"url\": \"%s\", \"text\": \"%s\"}\n"
        .formatted(id, url, text.replace("\n", "\\n"));
  }
}
