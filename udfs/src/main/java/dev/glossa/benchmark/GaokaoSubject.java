package dev.glossa.benchmark;

import java.util.List;
import java.util.Optional;

/** The subjects that GAOKAO-Bench adds its objective files up to. */
public enum GaokaoSubject {
  ENGLISH(
      "English",
      "2010-2013_English_MCQs",
      "2010-2022_English_Fill_in_Blanks",
      "2012-2022_English_Cloze_Test",
      "2010-2022_English_Reading_Comp"),
  MATH("Math", "2010-2022_Math_I_MCQs", "2010-2022_Math_II_MCQs"),
  CHINESE("Chinese", "2010-2022_Chinese_Modern_Lit", "2010-2022_Chinese_Lang_and_Usage_MCQs"),
  PHYSICS("Physics", "2010-2022_Physics_MCQs"),
  CHEMISTRY("Chemistry", "2010-2022_Chemistry_MCQs"),
  BIOLOGY("Biology", "2010-2022_Biology_MCQs"),
  HISTORY("History", "2010-2022_History_MCQs"),
  GEOGRAPHY("Geography", "2010-2022_Geography_MCQs"),
  POLITICS("Politics", "2010-2022_Political_Science_MCQs");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> files;

  GaokaoSubject(String key, String... files) {
    this.key = key;
    this.files = List.of(files);
  }

  /** The official name. */
  public String key() {
    return key;
  }

  /** The names of its files without .json. */
  public List<String> files() {
    return files;
  }

  /** The subject of a file name without .json; none if it is no objective file. */
  public static Optional<GaokaoSubject> of(String file) {
    for (GaokaoSubject subject : values()) {
      if (subject.files.contains(file)) {
        return Optional.of(subject);
      }
    }
    return Optional.empty();
  }
}
