package dev.glossa.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.text.WordSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinHashTest {

  private static final List<String> SIX_WORDS = List.of("a", "b", "c", "d", "e", "f");

  /** The values that datatrove's own code gives for these shingles. */
  @Test
  void signsAsDatatroveDoes() {
    assertThat(MinHash.shingles(SIX_WORDS))
        .containsExactly(
            Long.parseUnsignedLong("10121740836305097868"),
            Long.parseUnsignedLong("8004451868215416614"));
    long[] signature = MinHash.signature(SIX_WORDS).orElseThrow();
    assertThat(signature)
        .hasSize(112)
        .startsWith(
            608970002929154467L, 47158559598946917L, 843810096883975682L, 2114154557250147484L)
        .endsWith(762358965725648787L, 879508559886644205L);
  }

  @Test
  void hasNoSignatureForFewerThanFiveWords() {
    assertThat(MinHash.signature(SIX_WORDS.subList(0, 4))).isEmpty();
  }

  @Test
  void hasFourteenBandsThatDiffer() {
    long[] bands = MinHash.bands(MinHash.signature(SIX_WORDS).orElseThrow());
    assertThat(bands).hasSize(14).doesNotHaveDuplicates();
  }

  /** The failure of the popular Spark scripts: texts without Latin letters became equal. */
  @Test
  void keepsUnrelatedTextsOfEveryScriptApart() {
    List<String> texts =
        List.of(
            "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है",
            "यह पुस्तकालय शहर के बीच में है और वहाँ बहुत सारी पुस्तकें रखी हुई हैं",
            "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心",
            "图书馆在城市的中心，里面有很多书和安静的座位，大家都喜欢去那里",
            "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا",
            "تقع المكتبة في وسط المدينة وفيها كتب كثيرة ومقاعد هادئة للقراء",
            "ห้องสมุดอยู่กลางเมืองและมีหนังสือมากมายให้ทุกคนอ่าน",
            "หมาตัวใหญ่วิ่งเล่นอยู่ในสวนหลังบ้านทุกเช้า",
            "បណ្ណាល័យស្ថិតនៅកណ្តាលទីក្រុង ហើយមានសៀវភៅជាច្រើនសម្រាប់អាន",
            "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងភាពស្មើៗគ្នា ក្នុងសេចក្ដីថ្លៃថ្នូរ និងសិទ្ធិ",
            "நூலகம் நகரின் நடுவில் உள்ளது அங்கே நிறைய புத்தகங்கள் இருக்கின்றன",
            "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர் அவர்கள் மதிப்பிலும் சமமானவர்கள்");
    for (ShingleNormalizer normalizer : ShingleNormalizer.values()) {
      List<Long> bands = new ArrayList<>();
      for (String text : texts) {
        List<String> words = WordSplitter.icuWordsOnly("und").split(normalizer.normalize(text));
        Arrays.stream(MinHash.bands(MinHash.signature(words).orElseThrow())).forEach(bands::add);
      }
      assertThat(bands).doesNotHaveDuplicates();
    }
  }

  /** From the reference implementation: {@code xxhash.xxh64(s.encode(), seed=0).hexdigest()}. */
  @Test
  void hashesAsXxHashDoes() {
    byte[] empty = {};
    byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
    assertThat(XxHash64.hash(empty, 0, 0, 0)).isEqualTo(0xef46db3751d8e999L);
    assertThat(XxHash64.hash(abc, 0, 3, 0)).isEqualTo(0x44bc2cf5ad770999L);
  }
}
