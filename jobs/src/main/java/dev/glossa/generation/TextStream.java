package dev.glossa.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes the text of tokens as they come. A character whose bytes are not all there yet waits for
 * the rest; what is written together is the text of all tokens.
 */
public final class TextStream {
  private static final char INCOMPLETE = '\uFFFD';

  private final Function<List<Integer>, String> decoder;
  private final Consumer<String> out;
  private final List<Integer> ids = new ArrayList<>();
  private int written;

  /**
   * @param decoder the text of tokens; that of more of them goes on where it ends
   */
  public TextStream(Function<List<Integer>, String> decoder, Consumer<String> out) {
    this.decoder = decoder;
    this.out = out;
  }

  /** Takes a token. */
  public void add(int id) {
    ids.add(id);
    String text = decoder.apply(ids);
    int end = text.length();
    while (end > written && text.charAt(end - 1) == INCOMPLETE) {
      end--;
    }
    write(text, end);
  }

  /** Writes what waited. */
  public void end() {
    String text = decoder.apply(ids);
    write(text, text.length());
  }

  private void write(String text, int end) {
    if (end > written) {
      out.accept(text.substring(written, end));
      written = end;
    }
  }
}
