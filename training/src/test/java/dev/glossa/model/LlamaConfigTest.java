package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaConfigTest {
  private static final String SIZES =
      "\"model_type\": \"llama\", \"vocab_size\": 10, \"hidden_size\": 8, \"intermediate_size\": 6,"
          + " \"num_hidden_layers\": 2, \"num_attention_heads\": 4";

  @Test
  void whatTransformers4WroteAndWhat5WritesIsTheSame() {
    String scaling =
        "\"rope_type\": \"llama3\", \"factor\": 8.0, \"low_freq_factor\": 1.0,"
            + " \"high_freq_factor\": 4.0, \"original_max_position_embeddings\": 64";
    LlamaConfig four = parse("\"rope_theta\": 500000.0, \"rope_scaling\": {" + scaling + "}");
    LlamaConfig five = parse("\"rope_parameters\": {\"rope_theta\": 500000.0, " + scaling + "}");
    assertThat(four).isEqualTo(five);
    assertThat(four.ropeTheta()).isEqualTo(500000);
    assertThat(four.ropeScaling()).contains(new RopeScaling(8, 1, 4, 64));
  }

  @Test
  void whatIsNotSaidIsAsInTransformers() {
    LlamaConfig config = parse("\"eos_token_id\": [2, 5]");
    assertThat(config.keyValueHeads()).isEqualTo(4);
    assertThat(config.headSize()).isEqualTo(2);
    assertThat(config.ropeTheta()).isEqualTo(10000);
    assertThat(config.rmsNormEpsilon()).isEqualTo(1e-6);
    assertThat(config.tiedEmbeddings()).isFalse();
    assertThat(config.ropeScaling()).isEmpty();
    assertThat(config.eosIds()).containsExactly(2, 5);
    assertThat(config.bosId()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (LlamaConfig config :
        List.of(
            SmallModels.config(true),
            SmallModels.config(false)
                .withTokens(OptionalInt.empty(), List.of(2, 7), OptionalInt.of(0)),
            parse(
                "\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8,"
                    + " \"low_freq_factor\": 1, \"high_freq_factor\": 4,"
                    + " \"original_max_position_embeddings\": 64}"))) {
      assertThat(LlamaConfig.parse(config.toJson())).isEqualTo(config);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"attention_bias\": true | attention_bias",
        "\"mlp_bias\": true | mlp_bias",
        "\"hidden_act\": \"gelu\" | hidden_act",
        "\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 4} | rope_type yarn",
        "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 4} | rope_type linear",
        "\"rope_scaling\": {\"rope_type\": \"llama3\"} | factor is missing",
        "\"architectures\": [\"MistralForCausalLM\"] | architectures MistralForCausalLM",
        "\"quantization_config\": {} | quantization_config",
        "\"num_key_value_heads\": 3 | num_key_value_heads 3",
        "\"head_dim\": 3 | head_dim 3",
        "\"num_key_value_heads\": \"2\" | num_key_value_heads",
        "\"rms_norm_eps\": \"x\" | rms_norm_eps",
      })
  void whatIsNotSupportedIsNamed(String entry, String named) {
    assertThatThrownBy(() -> parse(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void otherModelsAndMissingSizesAreNamed() {
    assertThatThrownBy(() -> LlamaConfig.parse("{\"model_type\": \"qwen2\"}"))
        .hasMessageContaining("model_type qwen2");
    assertThatThrownBy(() -> LlamaConfig.parse("{}")).hasMessageContaining("num_attention_heads");
    assertThatThrownBy(() -> LlamaConfig.parse("nonsense")).hasMessageContaining("JSON");
  }

  @Test
  void theFlatVectorHasEveryParameterOnceAndNoGap() {
    LlamaConfig config = SmallModels.config(false);
    long end = 0;
    for (ParameterSpan span : config.parameterLayout()) {
      assertThat(span.offset()).isEqualTo(end);
      end = span.end();
    }
    assertThat(config.parameterCount()).isEqualTo(end);
    assertThat(config.parameterLayout()).filteredOn(s -> !s.decays()).hasSize(2 * 2 + 2);
  }

  private static LlamaConfig parse(String entries) {
    return LlamaConfig.parse("{" + SIZES + ", " + entries + "}");
  }
}
