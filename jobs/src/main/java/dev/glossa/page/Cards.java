package dev.glossa.page;

import java.util.List;
import java.util.Locale;

/** Answers that stand out, one a card: a question, its answer in a word, and why. */
public record Cards(List<Card> cards) implements Block {
  public Cards {
    cards = List.copyOf(cards);
  }

  /** How an answer is coloured. */
  public enum Tone {
    GOOD,
    BAD,
    OPEN
  }

  /**
   * @param question what was asked
   * @param answer in a few words
   * @param reason the sentence with the numbers
   * @param tone whether the answer is welcome
   */
  public record Card(String question, String answer, String reason, Tone tone) {}

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<div class=\"cards\">\n");
    for (Card card : cards) {
      html.append(
          """
          <article class="card %s"><h3>%s</h3><p class="answer">%s</p><p>%s</p></article>
          """
              .formatted(
                  card.tone().name().toLowerCase(Locale.ROOT),
                  Html.escape(card.question()),
                  Html.escape(card.answer()),
                  Html.escape(card.reason())));
    }
    return html.append("</div>\n").toString();
  }
}
