package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordSplitterTest {

  @Test
  void splitsIndicTextAtMarksAndNotAtLineFeeds() {
    assertThat(WordSplitter.datatrove("hi").split("पृष्ठ\nसमाचार, यह।"))
        .containsExactly("पृष्ठ\nसमाचार", ",", "यह", "।");
  }

  @Test
  void joinsDatesAgain() {
    assertThat(WordSplitter.datatrove("hi").split("तारीख 12/10/2024 है"))
        .containsExactly("तारीख", "12/10/2024", "है");
  }

  @Test
  void splitsUrduAtItsOwnMarks() {
    assertThat(WordSplitter.datatrove("ur").split("ہے، اور۔"))
        .containsExactly("ہے", "،", "اور", "۔");
  }

  @Test
  void findsMarksAroundWordsAndNoneWithin() {
    assertThat(WordSplitter.icu("en").split("See (in /etc/apt) \"it's\"."))
        .containsExactly("See", "(", "in", "/", "etc", "apt", ")", "\"", "it's", "\"", ".");
  }

  @Test
  void findsChineseWords() {
    assertThat(WordSplitter.icu("zh").split("我们喜欢自由，")).containsExactly("我们", "喜欢", "自由", "，");
  }

  @Test
  void countsOnlyWordsWhereOnlyWordsCount() {
    assertThat(WordSplitter.icuWordsOnly("en").split("Two words, 3 numbers!"))
        .containsExactly("Two", "words", "3", "numbers");
  }
}
