package dev.glossa.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.GlossaException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteModelTest {

  @Test
  void isAnAddressAndAName() {
    RemoteModel model = RemoteModel.parse("https://models.example:8443/v1/#meta/llama#3");

    assertThat(model).isEqualTo(new RemoteModel("https://models.example:8443/v1", "meta/llama#3"));
    assertThat(model.function("/chat/completions"))
        .isEqualTo(URI.create("https://models.example:8443/v1/chat/completions"));
    assertThat(model).hasToString("https://models.example:8443/v1#meta/llama#3");
  }

  @Test
  void isToldFromAFolder() {
    assertThat(RemoteModel.isRemote("HTTP://localhost/v1#m")).isTrue();
    assertThat(RemoteModel.isRemote("models/llama#2")).isFalse();
    assertThat(RemoteModel.isRemote("s3a://bucket/llama")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost/v1", "http://localhost/v1#", "models/llama", "http:/#m"})
  void mustHaveBoth(String text) {
    assertThatThrownBy(() -> RemoteModel.parse(text)).isInstanceOf(GlossaException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:sesame@host/v1#m",
        "https://host/v1?api-key=sesame#m",
        "https://me:sesame@host/v1",
        "https://host/v 1?key=sesame#m"
      })
  void hasNoRoomForSecretsAndDoesNotRepeatThem(String text) {
    assertThatThrownBy(() -> RemoteModel.parse(text))
        .isInstanceOf(GlossaException.class)
        .hasMessageNotContaining("sesame")
        .hasNoCause();
  }

  @Test
  void aKeyIsNotPrinted() {
    ApiKey key = ApiKey.from(Map.of(ApiKey.JUDGE, " sk-sesame \n"), ApiKey.JUDGE);

    assertThat(key).hasToString("$GLOSSA_JUDGE_API_KEY");
    assertThat(key.redact("no, sk-sesame is wrong"))
        .isEqualTo("no, $GLOSSA_JUDGE_API_KEY is wrong");
    assertThat(ApiKey.from(Map.of(), ApiKey.MODEL)).hasToString("$GLOSSA_API_KEY (not set)");
  }

  @Test
  void whatNoHeaderCanHoldIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> ApiKey.from(Map.of(ApiKey.MODEL, "sk-se\nsame"), ApiKey.MODEL))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("GLOSSA_API_KEY")
        .hasMessageNotContaining("same");
  }
}
