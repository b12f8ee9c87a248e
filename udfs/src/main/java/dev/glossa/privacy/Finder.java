package dev.glossa.privacy;

/** Finds personal data of one or several kinds, in time linear in the text's length. */
interface Finder {

  /** Claims what it finds, as far as nobody has claimed it before. */
  void find(FoldedText text, Spans spans);
}
