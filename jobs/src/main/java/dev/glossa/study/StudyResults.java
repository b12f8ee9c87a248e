package dev.glossa.study;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What results.json of a study says: the values of its page.
 *
 * @param schema 1
 * @param study the study's name
 * @param size its size
 * @param scale what it was done with
 * @param cells every cell that was planned, with what was measured in it
 * @param findings by the finding's name
 */
record StudyResults(
    int schema,
    String study,
    String size,
    SortedMap<String, String> scale,
    List<CellOutcome> cells,
    SortedMap<String, Result> findings) {
  /** The file's name in the study's folder. */
  static final String FILE = "results.json";

  /**
   * @param claim what the paper found
   * @param place where
   * @param verdict reproduced, not_reproduced or not_decidable
   * @param sentence why
   * @param statistics the numbers that say so; estimates of shares are 0…1
   */
  record Result(
      String claim, String place, String verdict, String sentence, List<Statistic> statistics) {}

  static StudyResults of(Study study) {
    SortedMap<String, Result> findings = new TreeMap<>();
    for (Finding.Judged judged : Findings.in(study)) {
      Finding finding = judged.finding();
      Verdict verdict = judged.verdict();
      findings.put(
          finding.name(),
          new Result(
              finding.claim(),
              finding.place(),
              verdict.kind().key(),
              verdict.sentence(),
              verdict.statistics()));
    }
    return new StudyResults(
        1, study.name(), study.size(), new TreeMap<>(study.scale()), study.cells(), findings);
  }
}
