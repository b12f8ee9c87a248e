package dev.glossa.vocabulary;

import dev.glossa.tokenizer.TokenCounts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a language's documents hold, and what each tokenizer made of them. A growing sum. */
final class CorpusCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<TokenCounts> tokenizers = new ArrayList<>();
  private long documents;
  private long words;
  private long bytes;
  private long characters;

  CorpusCounts(int tokenizers) {
    for (int i = 0; i < tokenizers; i++) {
      this.tokenizers.add(new TokenCounts());
    }
  }

  void addDocument(long ofWords, long ofBytes, long ofCharacters) {
    documents++;
    words += ofWords;
    bytes += ofBytes;
    characters += ofCharacters;
  }

  /** Adds the other's counts to these. */
  CorpusCounts add(CorpusCounts other) {
    for (int i = 0; i < tokenizers.size(); i++) {
      tokenizers.get(i).add(other.tokenizers.get(i));
    }
    documents += other.documents;
    words += other.words;
    bytes += other.bytes;
    characters += other.characters;
    return this;
  }

  long documents() {
    return documents;
  }

  long words() {
    return words;
  }

  /** In UTF-8. */
  long bytes() {
    return bytes;
  }

  /** Code points. */
  long characters() {
    return characters;
  }

  /** In the order in which the tokenizers were given. */
  List<TokenCounts> tokenizers() {
    return tokenizers;
  }
}
