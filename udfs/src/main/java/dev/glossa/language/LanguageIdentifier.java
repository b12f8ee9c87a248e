package dev.glossa.language;

/**
 * Says in which language a text is. Implementations are immutable, loaded once per JVM, shared by
 * all threads, and give the same answer for the same text.
 */
@FunctionalInterface
public interface LanguageIdentifier {

  /** The likeliest language of the text. */
  LanguageScore identify(String text);

  /** The bundled identifier: by script first, by character n-grams within a script. */
  static LanguageIdentifier bundled() {
    return ScriptFirstIdentifier.instance();
  }
}
