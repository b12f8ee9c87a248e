package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class HuggingFaceFilesTest {

  private final SentencePieceModel llama =
      SentencePieceModel.parse(SharedData.bytes("data/tokenizers/llama/tokenizer.model"));
  private final HuggingFaceFiles files = new HuggingFaceFiles(llama);

  @Test
  void writesLlamasTokenizerJsonAsTransformersConvertsIt() {
    JsonNode expected = SharedData.json("golden/tokenizer/llama-hf/tokenizer.json");
    JsonNode actual = SharedData.parse(files.tokenizerJson());
    for (String part : new String[] {"added_tokens", "normalizer", "decoder", "model"}) {
      assertThat(actual.path(part)).as(part).isEqualTo(expected.path(part));
    }
  }

  @Test
  void putsTheBeginningOfSequenceFirst() {
    JsonNode template = SharedData.parse(files.tokenizerJson()).path("post_processor");
    assertThat(template.at("/single/0/SpecialToken/id").asText()).isEqualTo("<s>");
    assertThat(template.at("/special_tokens/<s>/ids/0").asInt()).isEqualTo(1);
  }

  @Test
  void anotherNormalizerIsLeftToTheFile() {
    SentencePieceModel other =
        SentencePieceModel.of(
            llama.pieces(), llama.trainerSpec(), NormalizerSpec.identity(true, true));
    JsonNode config = SharedData.parse(new HuggingFaceFiles(other).tokenizerConfigJson());
    assertThat(config.path("tokenizer_class").asText()).isEqualTo("PreTrainedTokenizerFast");
  }

  @Test
  void namesTheSpecialTokens() {
    JsonNode map = SharedData.parse(files.specialTokensMapJson());
    assertThat(map.path("bos_token").asText()).isEqualTo("<s>");
    assertThat(map.path("eos_token").asText()).isEqualTo("</s>");
    assertThat(map.path("unk_token").asText()).isEqualTo("<unk>");
    JsonNode config = SharedData.parse(files.tokenizerConfigJson());
    assertThat(config.path("tokenizer_class").asText()).isEqualTo("LlamaTokenizer");
    assertThat(config.path("add_bos_token").asBoolean()).isTrue();
  }
}
