package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencePieceModelTest {

  @Test
  void llamasFileIsWrittenBackToTheSameBytes() {
    byte[] file = SharedData.bytes("data/tokenizers/llama/tokenizer.model");
    assertThat(SentencePieceModel.parse(file).toByteArray()).isEqualTo(file);
  }
}
