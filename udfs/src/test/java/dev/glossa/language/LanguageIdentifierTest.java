package dev.glossa.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageIdentifierTest {

  private final LanguageIdentifier identifier = LanguageIdentifier.bundled();

  /** Article 1 of the Universal Declaration of Human Rights. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.
          zh | 人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。
          ar | يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء.
          bn | সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। তাঁদের বিবেক এবং বুদ্ধি আছে।
          hi | सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है।
          mr | सर्व मानवी व्यक्ती जन्मतःच स्वतंत्र आहेत व त्यांना समान प्रतिष्ठा व समान अधिकार आहेत. त्यांना विचारशक्ती व सदसद्विवेकबुद्धी लाभलेली आहे.
          ne | सबै व्यक्तिहरू जन्मजात स्वतन्त्र हुन् ती सबैको समान अधिकार र महत्व छ। निजहरूमा विचार शक्ति र सद्विचार भएकोले निजहरूले आपसमा भातृत्वको भावनाबाट व्यवहार गर्नु पर्छ।
          id | Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan.
          sw | Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na dhamiri, hivyo yapasa watendeane kindugu.
          ur | تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔
          vi | Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hoá ban cho lý trí và lương tâm.
          rw | Abantu bose bavuka bareshya kandi bafite uburenganzira bumwe n'agaciro kamwe, kandi bagomba kubana kivandimwe.
          fa | تمام افراد بشر آزاد زاده می‌شوند و از لحاظ حیثیت و کرامت و حقوق با هم برابرند.
          ms | Syarikat itu menghantar mesej kepada pejabat kerana nombor telefonnya rosak.
          """)
  void findsTheLanguage(String language, String text) {
    LanguageScore found = identifier.identify(text);
    assertThat(found.language()).isEqualTo(language);
    assertThat(found.score()).isBetween(0.7, 1.0);
  }

  @Test
  void tellsJapaneseFromChinese() {
    assertThat(identifier.identify("すべての人間は、生まれながらにして自由である。").language()).isEqualTo("ja");
  }

  @Test
  void saysSoWhenThereAreNoLetters() {
    assertThat(identifier.identify("12:30 — 42 %")).isEqualTo(LanguageScore.NONE);
  }

  @Test
  void scoresMixedScriptsByTheirShare() {
    LanguageScore mixed = identifier.identify("வணக்கம் உலகம் hello world and more");
    assertThat(mixed.score()).isLessThan(0.9);
  }

  @Test
  void answersTheSameFromAllThreads() {
    String text = "Dies ist ein kurzer Satz, dan ini kalimat pendek, and a short sentence.";
    List<LanguageScore> answers =
        IntStream.range(0, 64).parallel().mapToObj(i -> identifier.identify(text)).toList();
    assertThat(answers).containsOnly(identifier.identify(text));
  }
}
