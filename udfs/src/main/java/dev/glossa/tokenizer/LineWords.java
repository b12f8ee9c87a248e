package dev.glossa.tokenizer;

import java.util.List;

/** Cuts lines into the words that a vocabulary encodes, or is trained on, one by one. */
public interface LineWords {

  /** The words of a line. */
  List<String> words(String line);
}
