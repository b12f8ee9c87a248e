package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnicodeRepairTest {

  @Test
  void composes() {
    assertThat(UnicodeRepair.repair("cafe\u0301")).isEqualTo("café");
  }

  @Test
  void removesControlsAndKeepsTabsAndLineFeeds() {
    assertThat(UnicodeRepair.repair("a\u0000b\u0007c\td\ne\u009F")).isEqualTo("abc\td\ne");
  }

  @Test
  void makesEveryLineEndALineFeed() {
    assertThat(UnicodeRepair.repair("a\r\nb\rc\u2028d\u0085e")).isEqualTo("a\nb\nc\nd\ne");
  }

  @Test
  void removesInvisibleCharactersAndBidirectionalOverrides() {
    assertThat(UnicodeRepair.repair("\uFEFFzero\u200Bwidth\u00AD \u202Eevil\u202C"))
        .isEqualTo("zerowidth evil");
  }

  @Test
  void keepsJoinersWhereScriptsNeedThem() {
    String hindi = "क्\u200Dष";
    String persian = "می\u200Cخواهم";
    String family = "👩\u200D👧";
    assertThat(UnicodeRepair.repair(hindi)).isEqualTo(hindi);
    assertThat(UnicodeRepair.repair(persian)).isEqualTo(persian);
    assertThat(UnicodeRepair.repair(family)).isEqualTo(family);
    assertThat(UnicodeRepair.repair("la\u200Cte\u200Dx")).isEqualTo("latex");
  }

  @Test
  void removesUnpairedSurrogatesAndKeepsPairs() {
    assertThat(UnicodeRepair.repair("a\uD800b😀\uDC00")).isEqualTo("ab😀");
  }

  @Test
  void returnsTheSameObjectWhenNothingIsToDo() {
    String text = "Nothing to repair: हिन्दी, 中文.";
    assertThat(UnicodeRepair.repair(text)).isSameAs(text);
  }
}
