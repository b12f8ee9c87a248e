package dev.glossa.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource({
    "hi,hi",
    "hin,hi",
    "hin_Deva,hi",
    "HIN_DEVA,hi",
    "zh-Hans,zh",
    "zh_TW,zh",
    "cmn_Hani,zh",
    "arb_Arab,ar",
    "npi_Deva,ne",
    "swh_Latn,sw",
    "eng,en",
    "__label__vie_Latn,vi",
    "ind_Latn,id",
    "zsm_Latn,ms",
    "fra,fr",
    "tam_Taml,ta",
    "ur,ur",
    "qqx,qqx"
  })
  void readsLabels(String label, String code) {
    assertThat(Language.codeOf(label)).isEqualTo(code);
  }

  @Test
  void knowsItsFifteenLanguages() {
    assertThat(Language.values()).hasSize(15);
    assertThat(Language.of("guj_Gujr")).contains(Language.GU);
    assertThat(Language.of("fra")).isEmpty();
  }
}
