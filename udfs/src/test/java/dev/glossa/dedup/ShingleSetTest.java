package dev.glossa.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShingleSetTest {

  private static ShingleSet shingles(String text) {
    return NearDuplicates.scriptSafe("en").shingles(text);
  }

  @Test
  void comparesTheSharedShinglesWithAll() {
    assertThat(shingles("a b c d e f").jaccard(shingles("a b c d e g"))).isEqualTo(1.0 / 3);
    assertThat(shingles("a b c d e f g").jaccard(shingles("b c d e f g h"))).isEqualTo(2.0 / 4);
    assertThat(shingles("a b c d e").jaccard(shingles("f g h i j"))).isZero();
    assertThat(shingles("A, b: c d e!").jaccard(shingles("a b c d e"))).isOne();
  }

  @Test
  void countsARepeatedShingleOnce() {
    assertThat(shingles("a a a a a a a a").size()).isEqualTo(1);
    assertThat(shingles("a a a a a a a a").jaccard(shingles("a a a a a"))).isOne();
  }

  @Test
  void isNearToNothingWithoutShingles() {
    assertThat(shingles("a b c d").size()).isZero();
    assertThat(shingles("a b c d").jaccard(shingles("a b c d"))).isZero();
  }

  @Test
  void comesBackFromBytes() {
    ShingleSet set = shingles("a b c d e f g h");
    assertThat(ShingleSet.ofBytes(set.toBytes()).size()).isEqualTo(4);
    assertThat(ShingleSet.ofBytes(set.toBytes()).jaccard(set)).isOne();
  }
}
