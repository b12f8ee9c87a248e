package dev.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UsageErrorsTest {

  private static String refusal(String... arguments) {
    StringWriter errors = new StringWriter();
    int code = Glossa.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    assertThat(code).isEqualTo(2);
    return errors.toString().lines().findFirst().orElse("");
  }

  @Test
  void anUnknownOptionIsToldBeforeAMissingOne() {
    assertThat(refusal("pack", "--input", "a", "--output", "b", "--tokeniser=c"))
        .isEqualTo("glossa: There is no option '--tokeniser': did you mean '--tokenizer'?");
    assertThat(refusal("generate", "--modle", "m", "--prompt", "x"))
        .isEqualTo("glossa: There is no option '--modle': did you mean '--model'?");
  }

  @Test
  void anUnknownOptionIsFoundAmongTheValuesOfTheOptionBeforeIt() {
    assertThat(refusal("pretrain", "--model", "m", "--output", "o", "--data", "d", "--stpes", "5"))
        .isEqualTo("glossa: There is no option '--stpes': did you mean '--steps'?");
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThat(refusal("pack", "--input", "a", "--output", "b")).contains("--tokenizer");
  }

  @Test
  void anUnknownCommandSuggestsTheNearest() {
    assertThat(refusal("prepaer"))
        .isEqualTo("glossa: There is no command 'prepaer': did you mean 'prepare'?");
    assertThat(refusal("vocab", "trian"))
        .isEqualTo("glossa: There is no command 'trian': did you mean 'train'?");
  }

  @Test
  void aValueThatIsNoNumberIsNamedWithItsOption() {
    assertThat(
            refusal("pack", "--input", "a", "--output", "b", "--tokenizer", "t", "--length", "x"))
        .contains("--length", "'x'");
  }
}
