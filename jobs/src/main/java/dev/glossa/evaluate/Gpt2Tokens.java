package dev.glossa.evaluate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** GPT-2's tokens, by which MMLU's official code counts a prompt, whatever the model. */
final class Gpt2Tokens {
  /** The official code's limit. */
  static final int MMLU_LIMIT = 2048;

  private static final class Loaded {
    private static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
  }

  private Gpt2Tokens() {}

  static int count(String text) {
    return Loaded.ENCODING.countTokensOrdinary(text);
  }
}
