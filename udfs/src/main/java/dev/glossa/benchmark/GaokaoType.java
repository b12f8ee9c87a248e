package dev.glossa.benchmark;

import java.util.Optional;

/** The kinds of objective questions of GAOKAO-Bench. */
public enum GaokaoType {
  /** One letter. */
  SINGLE_CHOICE("single_choice"),
  /** One or more letters, with points for a part of them. */
  MULTI_CHOICE("multi_choice"),
  /** Several questions with one letter each. */
  MULTI_QUESTION_CHOICE("multi_question_choice"),
  /** Five gaps and seven sentences. */
  FIVE_OUT_OF_SEVEN("five_out_of_seven");

  private final String key;

  GaokaoType(String key) {
    this.key = key;
  }

  /** The type that Obj_Prompt.json calls so. */
  public static Optional<GaokaoType> of(String key) {
    for (GaokaoType type : values()) {
      if (type.key.equals(key)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
