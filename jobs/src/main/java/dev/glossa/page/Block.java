package dev.glossa.page;

/** A part of a section of a page. Implementations escape every text they are given. */
public sealed interface Block
    permits Paragraph, Cards, Table, BarChart, LineChart, Samples, Group, Folded {
  /** The block as HTML. */
  String html();
}
