package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It’s a café – déjà vu", "संविधान में लिखा है", "人人生而自由，在尊严和权利上一律平等。",
            "يولد جميع الناس أحراراً",
        "Tất cả mọi người sinh ra đều được tự do", "தமிழ் மொழி", "Всякий человек", "smile 😀 now"
      })
  void decodesWhatWasReadInAWrongEncoding(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String once = new String(bytes, StandardCharsets.ISO_8859_1);
    String twice = new String(once.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(UnicodeRepair.repair(once)).isEqualTo(text);
    assertThat(UnicodeRepair.repair(twice)).isEqualTo(text);
    assertThat(UnicodeRepair.repair("Before\n" + once + "\n" + text))
        .isEqualTo("Before\n" + text + "\n" + text);
  }

  @ParameterizedTest
  @CsvSource({"windows-1252", "windows-1251", "windows-1250", "windows-1254"})
  void knowsTheEncodingsThatTextIsMisreadIn(String charset) {
    String text = "déjà vu – “rôle”";
    String misread =
        new String("dé–ôö’".getBytes(StandardCharsets.UTF_8), Charset.forName(charset));
    assertThat(UnicodeRepair.repair("x" + misread)).isEqualTo("xdé–ôö’");
    assertThat(UnicodeRepair.repair(text)).isSameAs(text);
  }

  @Test
  void marksCharactersOfWhichAByteIsLost() {
    assertThat(UnicodeRepair.repair("â€œquotedâ€\uFFFD")).isEqualTo("“quoted\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "«CAFÉ»",
        "“PERÚ”",
        "ZOË™",
        "©2024 ÅÄÖ®",
        "ÃO é letra",
        "Рік за роком",
        "„KÄ“",
        "5 µm ± 2 °C",
        "£5–£10 €3",
        "Ærø"
      })
  void leavesAloneWhatMayBeMeant(String text) {
    assertThat(UnicodeRepair.repair(text)).isSameAs(text);
  }

  @Test
  void resolvesCharacterReferencesOutsideOfMarkup() {
    assertThat(UnicodeRepair.repair("Marks &amp; Spencer &mdash; caf&#233; &nosuch;"))
        .isEqualTo("Marks & Spencer — café &nosuch;");
    assertThat(UnicodeRepair.repair("<p>a &amp; b")).isEqualTo("<p>a &amp; b");
  }
}
