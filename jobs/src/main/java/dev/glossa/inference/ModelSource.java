package dev.glossa.inference;

import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** Where executors get the model under test; small, for it travels with every task. */
public interface ModelSource extends Serializable {

  /** Equal for equal models: what a loaded model is kept under. */
  String key();

  /** Loads the model. */
  LanguageModel load() throws IOException;

  /** The longest sequence of inputs that the model is meant for, in tokens. */
  int contextLength() throws IOException;

  /** The model's tokenizer. */
  Tokenizer tokenizer();

  /** Whether a prompt begins with the tokenizer's BOS. */
  boolean beginsPrompts();

  /** How the model wants a conversation written, in Jinja, if its folder says so. */
  default Optional<String> chatTemplate() {
    return Optional.empty();
  }
}
