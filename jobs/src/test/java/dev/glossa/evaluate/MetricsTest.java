package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void aShareHasWilsonsInterval() {
    // scipy 1.17.1: binomtest(15, 60).proportion_ci(method="wilson")
    Metric share = Metric.share(15, 60);

    assertThat(share.value()).isEqualTo(0.25);
    assertThat(share.interval().get(0)).isCloseTo(0.15776522530056677, within(1e-14));
    assertThat(share.interval().get(1)).isCloseTo(0.3723207007704782, within(1e-14));
    assertThat(share.stderr()).isCloseTo(Math.sqrt(0.25 * 0.75 / 59), within(1e-15));
  }

  @Test
  void documentsThatAgreeLeaveNoUncertainty() {
    Perplexities perplexities = new Perplexities();
    perplexities.add(new Perplexities.Scored(-10 * Math.log(2), 5, 2, 10));
    perplexities.add(new Perplexities.Scored(-30 * Math.log(2), 15, 6, 30));

    Metric bits = perplexities.metrics().get("bits_per_byte");
    assertThat(bits.value()).isCloseTo(1, within(1e-12));
    assertThat(bits.stderr()).isCloseTo(0, within(1e-12));
    assertThat(perplexities.metrics().get("token_perplexity").value()).isCloseTo(4, within(1e-9));
  }

  @Test
  void oneDocumentHasNoInterval() {
    Perplexities perplexities = new Perplexities();
    perplexities.add(new Perplexities.Scored(-1, 1, 1, 1));

    assertThat(perplexities.metrics().get("bits_per_byte").interval()).isNull();
  }
}
