package dev.glossa.study;

import java.util.List;

/** What "LLaMA Beyond English" (Zhao et al., arXiv 2401.01055) found, and a study can look for. */
final class Findings {
  private Findings() {}

  private static final List<Finding> ALL =
      List.of(
          new Finding(
              "vocabulary",
              "Extending the vocabulary does not pay at small scale: after 0.5 billion tokens and"
                  + " 950k instructions the extended model answers worse, 2.279 against 2.399 of"
                  + " 3.",
              "Table 1",
              VocabularyVerdict::of),
          new Finding(
              "pretraining",
              "Further pretraining makes answers better where instructions are few: 1.224 to 1.562"
                  + " of 3 at 1k; at 950k the difference vanishes, 2.379 and 2.399.",
              "Table 1",
              PretrainingVerdict::of),
          new Finding(
              "knowledge",
              "Knowledge does not move: up to 100 billion tokens of Chinese do not raise what the"
                  + " model gets right in examinations.",
              "Figure 2",
              KnowledgeVerdict::of),
          new Finding(
              "english",
              "Perplexity of English rises from 14.7 to 198.8 when only Chinese is trained on;"
                  + " training on both keeps it, 15.0.",
              "Table 2",
              EnglishVerdict::of),
          new Finding(
              "languages",
              "Thirteen languages show the trend of Chinese: with more instructions the answers"
                  + " rise from 0.837 to 1.827 of 3 on average, in each of them.",
              "Table 3",
              LanguagesVerdict::of),
          new Finding(
              "code-switching",
              "Tuned on 1k instructions, the model changes the language within 2 to 5 % of its"
                  + " answers.",
              "Figure 4",
              SwitchingVerdict::of));

  /** All findings with the study's answers, in the order of the paper. */
  static List<Finding.Judged> in(Study study) {
    return ALL.stream().map(finding -> finding.in(study)).toList();
  }
}
