package dev.glossa.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShingleNormalizerTest {

  @Test
  void scriptSafeKeepsMarksAndDropsDandas() {
    assertThat(ShingleNormalizer.SCRIPT_SAFE.normalize("हिन्दी।  Má, mà!"))
        .isEqualTo("हिन्दी má mà");
  }

  @Test
  void scriptSafeMakesEveryNumberOneZero() {
    assertThat(ShingleNormalizer.SCRIPT_SAFE.normalize("12 १२ ٣")).isEqualTo("0 0 0");
  }

  @Test
  void datatroveDropsMarksAndKeepsDandas() {
    assertThat(ShingleNormalizer.DATATROVE.normalize("हिन्दी। 3.14,")).isEqualTo("हिनदी। 0");
  }
}
