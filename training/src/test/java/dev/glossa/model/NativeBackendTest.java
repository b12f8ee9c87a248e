package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativeBackendTest {

  @Test
  void theNativesFollowTheCpu() {
    assertThat(
            NativeBackend.extensionFor(
                List.of("sse", "avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl")))
        .isEqualTo("-onednn-avx512");
    assertThat(NativeBackend.extensionFor(List.of("avx", "avx2", "fma", "avx512f")))
        .isEqualTo("-onednn-avx2");
    assertThat(NativeBackend.extensionFor(List.of("avx"))).isEmpty();
    assertThat(NativeBackend.extensionFor(List.of())).isEmpty();
  }
}
