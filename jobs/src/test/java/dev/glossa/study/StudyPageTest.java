package dev.glossa.study;

import static dev.glossa.study.StudyExample.BASE;
import static dev.glossa.study.StudyExample.EXTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.job.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StudyPageTest {
  private static final Pattern SCRIPTS = Pattern.compile("(?s)<(script|style)\\b.*?</\\1>");
  private static final Pattern TAGS = Pattern.compile("<(/?)([a-z][a-z0-9]*)\\b[^>]*>");
  private static final Set<String> EMPTY = Set.of("meta", "link");

  @Test
  void meansStandBesideTheirIntervalsAndThePapersNumbers() {
    String html = StudyPage.html(whole().study());

    assertThat(html)
        .contains("<td class=\"number\">2.010 ± 0.025</td>")
        .contains("LLaMA + 1M pretraining, 1k")
        .contains("<td class=\"number\">1.562</td>")
        .contains("1.1 million weights");
  }

  @Test
  void aCellWithoutNumbersIsNamedWhereTheyWouldStand() {
    Study study =
        new StudyExample()
            .answers(BASE, 2.00, 2.01)
            .lacking(BASE, 3, CellState.FAILED, "The loss is NaN.")
            .lacking(EXTENDED, 1, CellState.MISSING, "It is not there: run the study again.")
            .study();
    String html = StudyPage.html(study);

    assertThat(html)
        .contains("(s3 failed)</td>")
        .contains("<td class=\"number\">s1 missing</td>")
        .contains("zh-v0-p2m-e0.2-i1000-s3", "zh-v2000-p2m-e0.2-i1000-s1")
        .contains("The loss is NaN.")
        .contains("Not decidable at this scale");
  }

  @Test
  void isWellFormedAndTakesNoTextForHtml() {
    String html =
        StudyPage.html(
            whole()
                .lacking(BASE, 3, CellState.FAILED, "<img src=x onerror=alert(1)>")
                .study("<script>alert(2)</script>"));

    assertThat(html).doesNotContain("<img").doesNotContain("<script>alert");
    assertThat(unclosed(html)).isEmpty();
  }

  @Test
  void resultsSayTheSame() {
    Study study = whole().study();
    JsonNode results = Json.FILES.valueToTree(StudyResults.of(study));

    assertThat(results.get("schema").asInt()).isEqualTo(1);
    assertThat(results.get("size").asText()).isEqualTo("quick");
    assertThat(results.get("cells")).hasSize(6);
    JsonNode vocabulary = results.get("findings").get("vocabulary");
    assertThat(vocabulary.get("verdict").asText()).isEqualTo("reproduced");
    assertThat(vocabulary.get("statistics").get(0).get("estimate").get("seeds").asInt())
        .isEqualTo(3);
    assertThat(StudyPage.html(study)).contains(vocabulary.get("sentence").asText());
  }

  private static StudyExample whole() {
    return new StudyExample().answers(BASE, 2.00, 2.01, 2.02).answers(EXTENDED, 2.10, 2.12, 2.11);
  }

  /** Elements that are not closed where they should be. */
  private static Deque<String> unclosed(String html) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAGS.matcher(SCRIPTS.matcher(html).replaceAll(""));
    while (tag.find()) {
      String name = tag.group(2);
      if (EMPTY.contains(name)) {
        continue;
      }
      if (tag.group(1).isEmpty()) {
        open.push(name);
      } else if (name.equals(open.peek())) {
        open.pop();
      } else {
        open.push("/" + name);
      }
    }
    return open;
  }
}
