package dev.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockListsTest {

  private static final UrlBlockList URLS =
      new UrlBlockList(
          List.of("bad.example", "münchen.example", "*.wild.example"),
          List.of("https://good.example/one/page?x=1", "good.example/index/"),
          List.of("casino"),
          List.of("win", "bonus"),
          List.of("pokerstar"));

  @ParameterizedTest
  @CsvSource({
    "https://bad.example/page, 1",
    "http://USER@www.Bad.Example:8080?q, 1",
    "bad.example., 1",
    "https://notbad.example/bad.example, 0",
    "https://example/, 0",
    "https://xn--mnchen-3ya.example/, 1",
    "https://a.wild.example/, 1",
  })
  void blocksHostsAndAllBelowThem(String url, double blocked) {
    assertThat(URLS.measure(url)).containsEntry(UrlBlockList.DOMAIN, blocked);
  }

  @ParameterizedTest
  @CsvSource({
    "http://good.example/one/page?x=1#part, 1",
    "https://GOOD.example/index, 1",
    "https://good.example/ONE/page?x=1, 0",
    "https://good.example/one/page, 0",
  })
  void blocksPages(String url, double blocked) {
    assertThat(URLS.measure(url)).containsEntry(UrlBlockList.URL, blocked);
  }

  @Test
  void countsWordsOfAddresses() {
    assertThat(URLS.measure("https://a.example/Casino-win/win+casinos%20BONUS"))
        .containsEntry(UrlBlockList.WORDS, 1.0)
        .containsEntry(UrlBlockList.SOFT_WORDS, 2.0)
        .containsEntry(UrlBlockList.PARTS, 0.0);
    assertThat(URLS.measure("https://my-poker-stars.example/100%"))
        .containsEntry(UrlBlockList.WORDS, 0.0)
        .containsEntry(UrlBlockList.PARTS, 1.0);
  }

  @Test
  void anEmptyListMeasuresNothing() {
    UrlBlockList none = new UrlBlockList(List.of(), List.of(), List.of(), List.of(), List.of());
    assertThat(none.measure("https://a.example/")).isEmpty();
  }

  @Test
  void findsWholeWordsAndPhrases() {
    WordList list = new WordList(List.of("darn", "dog food", "मूर्ख", "шут"));
    assertThat(list.measure("DARN the darning. Dog food for dogs!"))
        .isEqualTo(Map.of(WordList.COUNT, 2.0, WordList.SHARE, 2.0 / 7));
    assertThat(list.measure("वह मूर्ख है, मूर्खता नहीं।")).containsEntry(WordList.COUNT, 1.0);
    assertThat(list.measure("Шутка")).containsEntry(WordList.COUNT, 0.0);
    assertThat(list.measure("")).isEqualTo(Map.of(WordList.COUNT, 0.0, WordList.SHARE, 0.0));
  }

  @Test
  void findsPartsWhereWordsHaveNoSpaces() {
    WordList list = new WordList(List.of("笨蛋", "โง่"));
    assertThat(list.measure("你这个大笨蛋真是笨蛋。")).containsEntry(WordList.COUNT, 2.0);
    assertThat(list.measure("เขาโง่มาก")).containsEntry(WordList.COUNT, 1.0);
  }

  @Test
  void takesTheLongestOfSeveral() {
    WordList list = new WordList(List.of("new", "new york", "york"));
    assertThat(list.measure("New York, new York City")).containsEntry(WordList.COUNT, 2.0);
    assertThat(list.measure("New Yorkers")).containsEntry(WordList.COUNT, 1.0);
  }
}
