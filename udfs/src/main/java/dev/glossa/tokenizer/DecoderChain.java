package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A tokenizer.json's decoder as it is defined: each step makes a list of texts from the one before.
 * Special tokens are left out. Source: decoders/ of Hugging Face's tokenizers.
 */
final class DecoderChain implements Decoder {

  private final List<String> tokens;
  private final Set<Integer> special;
  private final List<UnaryOperator<List<String>>> steps;

  DecoderChain(List<String> tokens, Set<Integer> special, List<UnaryOperator<List<String>>> steps) {
    this.tokens = tokens;
    this.special = Set.copyOf(special);
    this.steps = List.copyOf(steps);
  }

  @Override
  public String decode(int[] ids) {
    List<String> texts = new ArrayList<>();
    for (int id : ids) {
      if (!special.contains(id)) {
        texts.add(tokens.get(id));
      }
    }
    for (UnaryOperator<List<String>> step : steps) {
      texts = step.apply(texts);
    }
    return String.join("", texts);
  }
}
