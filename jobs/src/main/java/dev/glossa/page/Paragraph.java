package dev.glossa.page;

/** Running text. */
public record Paragraph(String text) implements Block {
  @Override
  public String html() {
    return "<p>" + Html.escape(text) + "</p>\n";
  }
}
