package dev.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|This website uses cookies to improve your experience.|Bake the cookies for ten minutes.",
        "en|Please enable JavaScript in your browser.|Her first JavaScript book sold well.",
        "zh|本网站使用Cookie，继续浏览即表示您同意。|他在网站上买了一本书。",
        "ar|يستخدم هذا الموقع ملفات تعريف الارتباط.|يستخدم النجار المنشار في عمله.",
        "bn|এই ওয়েবসাইট কুকি ব্যবহার করে।|তিনি ওয়েবসাইট তৈরি করেন।",
        "gu|આ વેબસાઇટ કૂકીઝનો ઉપયોગ કરે છે.|તે વેબસાઇટ બનાવે છે.",
        "hi|यह वेबसाइट कुकीज़ का उपयोग करती है।|वह वेबसाइट बनाती है।",
        "id|Situs web ini menggunakan cookie.|Situs web ini memuat berita.",
        "ml|ഈ വെബ്സൈറ്റ് കുക്കികൾ ഉപയോഗിക്കുന്നു.|അവൾ ഒരു പുസ്തകം ഉപയോഗിക്കുന്നു.",
        "mr|ही वेबसाइट कुकीज वापरते.|ती संगणक वापरते.",
        "ne|यो वेबसाइटले कुकीहरू प्रयोग गर्छ।|उनी कम्प्युटर प्रयोग गर्छिन्।",
        "sw|Tovuti hii inatumia vidakuzi.|Tovuti hii ina habari nyingi.",
        "ta|இந்த வலைத்தளம் குக்கீகளைப் பயன்படுத்துகிறது.|அவள் கணினியைப் பயன்படுத்துகிறாள்.",
        "te|ఈ వెబ్సైట్ కుకీలను ఉపయోగిస్తుంది.|ఆమె కంప్యూటర్ ఉపయోగిస్తుంది.",
        "ur|یہ ویب سائٹ کوکیز استعمال کرتی ہے۔|وہ کمپیوٹر استعمال کرتی ہے۔",
        "vi|Trang web này sử dụng cookie.|Trang web này có nhiều tin tức.",
      })
  void removesNoticesAndLeavesProse(String language, String notice, String prose) {
    Cleaned cleaned = Notices.of(language).remove(prose + "\n" + notice + "\n" + prose);
    assertThat(cleaned.text()).isEqualTo(prose + "\n" + prose);
    assertThat(cleaned.measures()).containsEntry(Notices.REMOVED_LINES, 1.0);
  }

  @Test
  void leavesAParagraphThatSpeaksOfCookies() {
    String article = "Browsers keep cookies of this site and of others. ".repeat(8);
    assertThat(Notices.of("en").remove(article).text()).isSameAs(article);
  }
}
