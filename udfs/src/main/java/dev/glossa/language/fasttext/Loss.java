package dev.glossa.language.fasttext;

import dev.glossa.binary.InvalidModelException;

/** fastText's {@code loss_name}, in its order from 1 on: how scores become probabilities. */
enum Loss {
  HIERARCHICAL_SOFTMAX,
  NEGATIVE_SAMPLING,
  SOFTMAX,
  ONE_VS_ALL;

  static Loss of(int number) {
    if (number < 1 || number > values().length) {
      throw new InvalidModelException(
          "has the unknown loss %d; use a model of fastText 0.9.".formatted(number));
    }
    return values()[number - 1];
  }
}
