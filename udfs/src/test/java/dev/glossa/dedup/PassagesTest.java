package dev.glossa.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.dedup.Passages.Rest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PassagesTest {

  private static Set<Long> hashes(long[]... hashes) {
    Set<Long> all = new HashSet<>();
    Arrays.stream(hashes).flatMapToLong(LongStream::of).forEach(all::add);
    return all;
  }

  @Test
  void knowsALineWhateverItsCaseNumbersAndMarks() {
    assertThat(Passages.lines("Read more: 12 comments »"))
        .isEqualTo(Passages.lines("  READ MORE — 7 comments"))
        .hasSize(1);
    assertThat(Passages.lines("और पढ़ें।")).isEqualTo(Passages.lines("और पढ़ें")).hasSize(1);
    assertThat(Passages.lines("阅读更多")).isNotEqualTo(Passages.lines("更多阅读"));
    assertThat(Passages.lines("má")).isNotEqualTo(Passages.lines("mà"));
  }

  @Test
  void countsEachPassageOfATextOnce() {
    assertThat(Passages.lines("one\ntwo\none\n\n***\ntwo")).hasSize(2);
    assertThat(Passages.paragraphs("one\ntwo\n\nthree\n \none two")).hasSize(2);
  }

  @Test
  void takesOutLines() {
    assertThat(
            Passages.without(
                "Menu\nThe text\nshare\n\nMore text\nMENU", hashes(Passages.lines("menu\nShare"))))
        .isEqualTo(new Rest("The text\n\nMore text", 3, 0));
  }

  @Test
  void takesOutParagraphsAndTheBlankLinesAfterThem() {
    assertThat(
            Passages.without(
                "First\n\nAll rights\nreserved\n\n\nSecond\n\nAll rights reserved",
                hashes(Passages.paragraphs("All rights reserved"))))
        .isEqualTo(new Rest("First\n\nSecond", 0, 2));
  }

  @Test
  void tellsALineFromAParagraphOfTheSameWords() {
    String text = "Share\nand like\n\nShare";
    assertThat(Passages.without(text, hashes(Passages.paragraphs("Share"))))
        .isEqualTo(new Rest("Share\nand like", 0, 1));
    assertThat(Passages.without(text, hashes(Passages.lines("Share"))))
        .isEqualTo(new Rest("and like", 2, 0));
  }

  @Test
  void leavesATextWithoutThemAsItIs() {
    String text = "\nThe text \n\n\n***\n";
    assertThat(Passages.without(text, hashes(Passages.lines("other"))).text()).isSameAs(text);
  }

  @Test
  void mayLeaveNothing() {
    assertThat(Passages.without("a\n\nb", hashes(Passages.lines("a\nb"))))
        .isEqualTo(new Rest("", 2, 0));
  }
}
