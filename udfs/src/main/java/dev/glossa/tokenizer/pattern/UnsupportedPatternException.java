package dev.glossa.tokenizer.pattern;

/** A regular expression that is none, or makes use of what is not supported; one sentence. */
public final class UnsupportedPatternException extends IllegalArgumentException {

  UnsupportedPatternException(String message) {
    super(message);
  }
}
