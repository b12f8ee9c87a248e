package dev.glossa.study;

import java.util.Locale;

/** What a step of a study does. */
enum StepKind {
  PREPARE,
  SPLIT,
  HELD_OUT,
  SAMPLE,
  TOKENIZER,
  VOCABULARY,
  PACK,
  NEW_MODEL,
  BASE,
  INIT,
  PRETRAIN,
  TUNE,
  EVALUATE,
  KNOWLEDGE,
  ANSWERS,
  JUDGE;

  /** Its name in names of folders. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it trains a model, and so leaves checkpoints. */
  boolean trains() {
    return this == BASE || this == PRETRAIN || this == TUNE;
  }

  /** Whether it leaves a model. */
  boolean makesModel() {
    return trains() || this == NEW_MODEL || this == INIT;
  }

  /** Whether it reads a model's log-probabilities. */
  boolean scores() {
    return this == EVALUATE || this == KNOWLEDGE;
  }
}
