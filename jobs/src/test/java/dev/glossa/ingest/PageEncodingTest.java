package dev.glossa.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageEncodingTest {

  private static final String ARABIC =
      "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً وعليهم أن يعامل"
          + " بعضهم بعضاً بروح الإخاء.";
  private static final String CHINESE =
      "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。人人有资格享有本宣言所载的一切权利和自由。";

  @ParameterizedTest
  @CsvSource({"UTF-8, EF BB BF", "UTF-16BE, FE FF", "UTF-16LE, FF FE"})
  void believesAByteOrderMarkBeforeAllElse(String charset, String mark) {
    byte[] bytes =
        InputFiles.join(
            java.util.HexFormat.ofDelimiter(" ").parseHex(mark),
            ARABIC.getBytes(Charset.forName(charset)));
    assertThat(PageEncoding.decode(bytes, "text/html; charset=windows-1252", true))
        .contains(ARABIC);
  }

  @Test
  void believesTheHeaderBeforeThePage() {
    String page = "<meta charset='windows-1252'>" + ARABIC;
    assertThat(
            PageEncoding.decode(
                page.getBytes(Charset.forName("windows-1256")),
                "text/html; charset=windows-1256",
                true))
        .contains(page);
  }

  @ParameterizedTest
  @CsvSource({
    "<meta charset='windows-1256'>",
    "<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>",
    "<?xml version='1.0' encoding='windows-1256'?>"
  })
  void believesThePage(String declaration) {
    String page = declaration + ARABIC;
    assertThat(PageEncoding.decode(page.getBytes(Charset.forName("windows-1256")), null, true))
        .contains(page);
  }

  @Test
  void takesNamesAsBrowsersDo() {
    String rare = "<meta charset=gb2312>" + CHINESE + "镕";
    assertThat(PageEncoding.decode(rare.getBytes(Charset.forName("GB18030")), null, true))
        .contains(rare);
    assertThat(
            PageEncoding.decode(
                "“quoted”".getBytes(Charset.forName("windows-1252")),
                "text/plain; charset=iso-8859-1",
                false))
        .contains("“quoted”");
  }

  @Test
  void triesUtf8WhereTheDeclarationIsWrong() {
    byte[] bytes = ("<meta charset=shift_jis>" + ARABIC).getBytes(StandardCharsets.UTF_8);
    assertThat(PageEncoding.decode(bytes, "text/html; charset=no-such", true).orElseThrow())
        .endsWith(ARABIC);
  }

  @ParameterizedTest
  @CsvSource({"GB18030, zh", "Big5, zh-Hant", "windows-1256, ar", "EUC-JP, ja"})
  void guessesWhereNothingIsDeclared(String charset, String language) {
    String text =
        switch (language) {
          case "ar" -> ARABIC;
          case "zh" -> CHINESE;
          case "zh-Hant" -> "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。";
          default -> "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。";
        };
    String page = "<html><body><p>" + text.repeat(3) + "</p></body></html>";
    assertThat(PageEncoding.decode(page.getBytes(Charset.forName(charset)), null, true))
        .contains(page);
  }

  @Test
  void refusesWhatIsNoText() {
    byte[] noise = new byte[4096];
    new java.util.Random(7).nextBytes(noise);
    assertThat(PageEncoding.decode(noise, "text/html; charset=utf-8", true)).isEmpty();
  }
}
