package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordSplitterTest {

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
