package dev.glossa.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.page.Cards;
import dev.glossa.page.Cards.Card;
import dev.glossa.report.DemoFindings.Evaluation;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoVerdictsTest {

  @Test
  void theLossOfEnglishIsWhatTargetTextAloneDid() {
    assertThat(answers(bits("base", "en", 2.0), bits("original", "en", 3.0)))
        .element(1)
        .extracting(Card::answer, Card::tone)
        .containsExactly("Yes", Cards.Tone.BAD);
    assertThat(answers(bits("base", "en", 2.0), bits("original", "en", 2.01)))
        .element(1)
        .extracting(Card::answer)
        .isEqualTo("No");
  }

  @Test
  void mixingSavesTheShareOfTheLossThatItAvoids() {
    assertThat(
            answers(
                bits("base", "en", 2.0), bits("original", "en", 3.0), bits("mixed", "en", 2.25)))
        .element(2)
        .extracting(Card::answer, Card::tone)
        .containsExactly("75 % of the loss", Cards.Tone.GOOD);
    assertThat(
            answers(bits("base", "en", 2.0), bits("original", "en", 3.0), bits("mixed", "en", 3.1)))
        .element(2)
        .extracting(Card::answer)
        .isEqualTo("No");
    assertThat(
            answers(bits("base", "en", 2.0), bits("original", "en", 2.0), bits("mixed", "en", 2.0)))
        .element(2)
        .extracting(Card::answer)
        .isEqualTo("Nothing to save");
  }

  @Test
  void theExtensionPaysOnlyIfTheTargetTakesFewerBits() {
    assertThat(answers(bits("original", "sw", 2.0), bits("extended", "sw", 1.9)))
        .element(3)
        .satisfies(
            card -> {
              assertThat(card.answer()).isEqualTo("Yes");
              assertThat(card.reason()).contains("1.90").contains("2.00").contains("−5.0 %");
            });
    assertThat(answers(bits("original", "sw", 2.0), bits("extended", "sw", 2.3)))
        .element(3)
        .extracting(Card::answer)
        .isEqualTo("Not in quality");
  }

  @Test
  void whatWasNotMeasuredIsNotAnswered() {
    assertThat(answers()).hasSize(4).allMatch(card -> card.answer().equals("Not measured"));
  }

  private static Evaluation bits(String step, String language, double bitsPerByte) {
    return new Evaluation(step, language, bitsPerByte, 10);
  }

  private static List<Card> answers(Evaluation... evaluations) {
    return DemoVerdicts.of(
        new DemoFindings(
            1,
            1,
            "sw",
            DemoFindings.ORIGINAL,
            1000,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(evaluations),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>()));
  }
}
