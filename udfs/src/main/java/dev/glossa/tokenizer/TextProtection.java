package dev.glossa.tokenizer;

import java.util.Set;

/**
 * Which strings must not be added to a vocabulary so that a text is encoded as before.
 *
 * <p>Added merges come after the base's, so that a word first becomes what the base makes of it.
 * The next merge, the first that could change anything, needs two neighbours there that together
 * are an added piece. So no word changes if no two neighbours of its segmentation are added; and no
 * text, because words are encoded one by one.
 */
public interface TextProtection extends LineWords {

  /** Adds to {@code forbidden} what would change a word if it were merged after the base's. */
  void forbid(String word, Set<String> forbidden);
}
