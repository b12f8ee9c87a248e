package dev.glossa.benchmark;

/** How AGIEval's questions are asked. */
public enum AgievalSetting {
  ZERO_SHOT("zero-shot"),
  /** First a chain of thought, then, in a second prompt, the answer. */
  ZERO_SHOT_COT("zero-shot-CoT"),
  FEW_SHOT("few-shot"),
  /** Examples with explanations. */
  FEW_SHOT_COT("few-shot-CoT");

  private final String key;

  AgievalSetting(String key) {
    this.key = key;
  }

  /** The official name. */
  public String key() {
    return key;
  }

  /** Whether examples precede a question. */
  public boolean hasShots() {
    return this == FEW_SHOT || this == FEW_SHOT_COT;
  }
}
