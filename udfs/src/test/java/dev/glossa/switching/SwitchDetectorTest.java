package dev.glossa.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.switching.SwitchedSpan.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchDetectorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh | 我们应该保护 environment，因为它对人类很重要。 | environment | en
          zh | 这个问题很复杂，вероятно需要更多时间。 | вероятно | Cyrl
          zh | 请按照以下步骤操作：まずファイルをみてください。然后保存。 | まずファイルをみてください | ja
          hi | आपको यह काम immediately करना चाहिए, नहीं तो देर हो जाएगी। | immediately | en
          ar | هذه الفكرة مهمة جدا because الناس يحتاجون إليها كل يوم. | because | en
          ta | இந்த முறை மிகவும் 非常重要 என்று நினைக்கிறேன். | 非常重要 | zh
          id | Kita harus menjaga lingkungan, because the environment is important for everyone, supaya anak cucu kita sehat. | because the environment is important for everyone | en
          """)
  void findsWhatIsInAnotherLanguage(String language, String answer, String part, String in) {
    CodeSwitching found = SwitchDetector.of(language).detect(answer);
    assertThat(found.switches()).isTrue();
    assertThat(found.spans())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.in(answer)).isEqualTo(part);
              assertThat(span.language()).isEqualTo(in);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh | 苹果公司发布了 iPhone 15 Pro Max，搭载 A17 芯片，重 187 g，支持 USB 接口和 Wi-Fi。
          zh | 请访问 https://example.org/getting/started 或写信给 someone.there@example.org 了解更多。
          zh | 操作系统（operating system）管理计算机的硬件与软件。
          zh | 运行 `make install --prefix=/usr` 之后，编辑 config_file.txt 即可。
          zh | 质能方程 $E = mc^2 \\text{ where energy equals mass}$ 由爱因斯坦提出。
          hi | संयुक्त राष्ट्र (UN) और NASA ने मिलकर एक नया कार्यक्रम शुरू किया, जिसमें Google भी शामिल है।
          id | Presiden Joko Widodo bertemu dengan Prime Minister Boris Johnson di London untuk membahas perdagangan.
          sw | Rais wa Marekani Joe Biden alisema kuwa kampuni ya Microsoft itafungua ofisi mpya jijini Nairobi.
          vi | Công ty Google đã ra mắt phiên bản mới của hệ điều hành Android tại San Francisco vào tháng trước.
          """)
  void namesLoanwordsCodeAndAddressesAreNoSwitch(String language, String answer) {
    assertThat(SwitchDetector.of(language).detect(answer).spans()).isEmpty();
  }

  @Test
  void fencedCodeIsNoSwitch() {
    String answer = "下面的程序打印问候语：\n```python\nprint(\"hello beautiful world\")\n```\n运行后即可看到结果。";
    assertThat(SwitchDetector.of("zh").detect(answer).spans()).isEmpty();
  }

  @Test
  void offsetsAreThoseOfTheAnswerAndKindsSayHowMuch() {
    String answer =
        "首先 `run` 程序，然后 therefore 继续。 The weather is very nice today and everyone is happy。";
    List<SwitchedSpan> spans = SwitchDetector.of("zh").detect(answer).spans();
    assertThat(spans).extracting(span -> span.in(answer)).first().isEqualTo("therefore");
    assertThat(spans).extracting(SwitchedSpan::kind).containsExactly(Kind.WORD, Kind.SENTENCE);
  }

  @Test
  void anAnswerWhollyInAnotherLanguageDoesNotSwitch() {
    CodeSwitching found =
        SwitchDetector.of("zh").detect("The weather is very nice today and everyone is happy.");
    assertThat(found.inOtherLanguage()).isTrue();
    assertThat(found.switches()).isFalse();
    assertThat(found.otherLetters()).isEqualTo(found.letters());
  }

  @Test
  void anEmptyAnswerDoesNotSwitch() {
    assertThat(SwitchDetector.of("ta").detect("").switches()).isFalse();
  }

  @Test
  void indonesianAndMalayCountAsOne() {
    String answer = "Syarikat itu menghantar mesej kepada pejabat kerana nombor telefonnya rosak.";
    assertThat(SwitchDetector.of("id").detect(answer).spans()).isEmpty();
  }

  @Test
  void namesTheLanguagesThatItKnowsOfAScript() {
    assertThatThrownBy(() -> SwitchDetector.of("eo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'eo'")
        .hasMessageContaining("en, id, sw");
  }
}
