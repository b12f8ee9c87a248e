package dev.glossa.evaluate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/** The tokens by which benchmarks count their prompts, whatever the model. */
enum OpenAiTokens {
  /** GPT-2's, by which MMLU counts. */
  GPT2(EncodingType.R50K_BASE),
  /** cl100k_base, by which AGIEval counts. */
  CL100K(EncodingType.CL100K_BASE);

  private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

  private final EncodingType type;

  OpenAiTokens(EncodingType type) {
    this.type = type;
  }

  int count(String text) {
    return ENCODINGS.getEncoding(type).countTokensOrdinary(text);
  }
}
