package dev.glossa.prepare;

import dev.glossa.job.JobContext;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of the input. Every record is counted once: it was unreadable, or its document is in
 * one language's row.
 *
 * @param records records of the input, readable or not
 * @param unreadable records that could not be read
 * @param languages the documents of each language, by code
 * @param reasons how many documents each reason of rejection met, by language and rule; a document
 *     counts once for each of its reasons
 * @param redactions personal data replaced in the corpus, by kind
 */
public record PrepareResult(
    long records,
    long unreadable,
    List<LanguageCount> languages,
    List<ReasonCount> reasons,
    List<RedactionCount> redactions) {

  /** Copies its lists. */
  public PrepareResult {
    languages = List.copyOf(languages);
    reasons = List.copyOf(reasons);
    redactions = List.copyOf(redactions);
  }

  /** Documents in the corpus. */
  public long kept() {
    return languages.stream().mapToLong(LanguageCount::kept).sum();
  }

  /** Counts the documents kept, and shows those of each language and reason in Spark's metrics. */
  void count(JobContext context) {
    context.count("kept", kept());
    languages.forEach(language -> context.show("kept." + language.language(), language.kept()));
    reasons.stream()
        .collect(
            Collectors.groupingBy(
                reason -> "rejected." + reason.kind() + "." + reason.rule(),
                Collectors.summingLong(ReasonCount::documents)))
        .forEach(context::show);
  }

  /**
   * The documents of a language.
   *
   * @param language code
   * @param documents all
   * @param bytes their text in UTF-8
   * @param languageRejected dropped since the language is not wanted or not sure
   * @param duplicates dropped as exact, URL or near duplicate
   * @param ruleRejected dropped by quality rules, block lists, or as benchmarks
   * @param kept in the corpus
   * @param keptBytes their text in UTF-8
   * @param repeatedLines lines taken out of them, since many documents have them
   * @param repeatedParagraphs paragraphs taken out of them
   */
  public record LanguageCount(
      String language,
      long documents,
      long bytes,
      long languageRejected,
      long duplicates,
      long ruleRejected,
      long kept,
      long keptBytes,
      long repeatedLines,
      long repeatedParagraphs) {}

  /**
   * @param language code
   * @param kind the reject's kind
   * @param rule the rule's name
   * @param documents how many have this reason
   */
  public record ReasonCount(String language, String kind, String rule, long documents) {}

  /**
   * @param kind what was replaced: EMAIL, where the text now has {@code <EMAIL>}
   * @param count how many were replaced
   */
  public record RedactionCount(String kind, long count) {}
}
