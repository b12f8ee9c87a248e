package dev.glossa.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentHashTest {

  /** {@code printf 'http://a\0text' | sha256sum | cut -c1-32}. */
  @Test
  void namesDocumentsByUrlAndText() {
    assertThat(ContentHash.documentId("http://a", "text"))
        .isEqualTo("da3ef6d9da1890ef62bdf2cc919e92f1");
    assertThat(ContentHash.documentId(null, "text")).isEqualTo("ee0665b0aa85792e1a5c43ee09eeff1f");
  }

  /** {@code printf 'text' | sha256sum | cut -c1-32}. */
  @Test
  void hashesTexts() {
    assertThat(ContentHash.of("text")).isEqualTo("982d9e3eb996f559e633f4d194def376");
  }
}
