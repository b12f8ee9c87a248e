package dev.glossa.language;

/**
 * A language and how sure an identifier is of it.
 *
 * @param language ISO 639-1 code where there is one; "und" for a text without letters
 * @param score 0 to 1; what it means is the identifier's affair
 */
public record LanguageScore(String language, double score) {

  /** No language: the text has no letters. */
  public static final LanguageScore NONE = new LanguageScore("und", 0);
}
