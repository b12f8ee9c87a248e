package dev.glossa.page;

import java.util.List;

/** Texts as they are, in any script and direction, each with what is to be said of it. */
public record Samples(List<Sample> samples) implements Block {
  public Samples {
    samples = List.copyOf(samples);
  }

  /**
   * @param title short: the language, the model
   * @param notes below the title, one a label: reasons, figures
   * @param lead shown before the text and set apart from it, such as a prompt; empty for none
   * @param text the text itself
   */
  public record Sample(String title, List<String> notes, String lead, String text) {
    public Sample {
      notes = List.copyOf(notes);
    }
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<div class=\"samples\">\n");
    for (Sample sample : samples) {
      html.append("<article class=\"sample\"><header><b>")
          .append(Html.escape(sample.title()))
          .append("</b>");
      for (String note : sample.notes()) {
        html.append(" <span class=\"label\">").append(Html.escape(note)).append("</span>");
      }
      html.append("</header>");
      if (!sample.lead().isEmpty()) {
        html.append("<p class=\"lead\" dir=\"auto\">")
            .append(Html.escape(sample.lead()))
            .append("</p>");
      }
      html.append("<p class=\"text\" dir=\"auto\">")
          .append(Html.escape(sample.text()))
          .append("</p></article>\n");
    }
    return html.append("</div>\n").toString();
  }
}
