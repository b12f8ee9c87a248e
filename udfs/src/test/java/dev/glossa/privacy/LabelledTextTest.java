package dev.glossa.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Precision and recall on {@code labelled.tsv}, sentences of our own in 15 languages. */
class LabelledTextTest {

  private static final double LEAST_PRECISION = 0.97;
  private static final double LEAST_RECALL = 0.95;
  private static final Pattern LABEL = Pattern.compile("\\[\\[([A-Z_]+):(.*?)]]");

  /** Found and right, found and wrong, not found. */
  private static final class Score {
    private int right;
    private int wrong;
    private int missed;

    double precision() {
      return (double) right / (right + wrong);
    }

    double recall() {
      return (double) right / (right + missed);
    }
  }

  @TestFactory
  Stream<DynamicTest> findsPersonalDataInFifteenLanguages() throws IOException {
    Map<PersonalData, Score> scores = new EnumMap<>(PersonalData.class);
    List<String> errors = new ArrayList<>();
    for (PersonalData kind : PersonalData.values()) {
      scores.put(kind, new Score());
    }
    for (String line : lines()) {
      int tab = line.indexOf('\t');
      judge(line.substring(tab + 1), line.substring(0, tab), scores, errors);
    }
    errors.forEach(System.out::println);
    return scores.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(report(entry), () -> check(entry.getValue())));
  }

  private static void check(Score score) {
    assertThat(score.precision()).as("precision").isGreaterThanOrEqualTo(LEAST_PRECISION);
    assertThat(score.recall()).as("recall").isGreaterThanOrEqualTo(LEAST_RECALL);
  }

  private static String report(Map.Entry<PersonalData, Score> entry) {
    Score score = entry.getValue();
    String report =
        String.format(
            Locale.ROOT,
            "%s: precision %.3f, recall %.3f of %d",
            entry.getKey(),
            score.precision(),
            score.recall(),
            score.right + score.missed);
    System.out.println(report);
    return report;
  }

  /** A text has at most one label, so that the counts say all. */
  private static void judge(
      String labelled, String language, Map<PersonalData, Score> scores, List<String> errors) {
    Matcher label = LABEL.matcher(labelled);
    PersonalData wanted = label.find() ? PersonalData.valueOf(label.group(1)) : null;
    String text = label.reset().replaceAll("$2");
    Redaction found = Redactor.redact(text, language);
    String expected = wanted == null ? text : label.reset().replaceAll(wanted.placeholder());
    boolean right = found.text().equals(expected);
    if (right && wanted != null) {
      scores.get(wanted).right++;
    }
    if (!right) {
      errors.add(labelled + " → " + found.text());
      if (wanted != null) {
        scores.get(wanted).missed++;
      }
      found.counts().forEach((kind, count) -> scores.get(kind).wrong += count);
    }
  }

  private static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                LabelledTextTest.class.getResourceAsStream("labelled.tsv"),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
