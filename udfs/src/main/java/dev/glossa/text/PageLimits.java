package dev.glossa.text;

import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;

/**
 * What a page may cost. All but the time are properties of the page alone, so that a page is
 * refused on every machine or on none; the time stands behind them for what they do not foresee.
 *
 * @param length most UTF-16 units
 * @param tags most angle brackets that could open a tag: they bound the memory of the parsed page
 * @param depth most elements within each other
 * @param time most time for parsing
 */
public record PageLimits(int length, int tags, int depth, Duration time) {

  /** Far above what people read: pages in Common Crawl end at 5 MiB. */
  public static final PageLimits DEFAULT =
      new PageLimits(16 << 20, 1_000_000, 10_000, Duration.ofSeconds(30));

  /**
   * A reader of the page that stops when the time is over.
   *
   * @throws UnreadablePageException if the page is too long, has too many tags, or declares
   *     entities
   */
  Reader open(String html) {
    if (html.length() > length) {
      throw new UnreadablePageException("the page is longer than " + length + " characters");
    }
    int tagCount = 0;
    for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
      tagCount++;
      if (html.startsWith("<!ENTITY", i)) {
        throw new UnreadablePageException(
            "the page declares entities of its own, which are not expanded");
      }
    }
    if (tagCount > tags) {
      throw new UnreadablePageException("the page has more than " + tags + " tags");
    }
    return new DeadlineReader(html, System.nanoTime() + time.toNanos());
  }

  /**
   * Holds a depth to its limit.
   *
   * @throws UnreadablePageException if it is larger
   */
  void checkDepth(int found) {
    if (found > depth) {
      throw new UnreadablePageException("the page nests more than " + depth + " elements");
    }
  }

  private final class DeadlineReader extends Reader {

    private final StringReader page;
    private final long deadline;

    DeadlineReader(String html, long deadline) {
      this.page = new StringReader(html);
      this.deadline = deadline;
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws java.io.IOException {
      if (System.nanoTime() - deadline > 0) {
        throw new UnreadablePageException("the page took longer than " + time.toSeconds() + " s");
      }
      return page.read(buffer, offset, count);
    }

    @Override
    public void close() {
      page.close();
    }
  }
}
