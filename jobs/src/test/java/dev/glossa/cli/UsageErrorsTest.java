package dev.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
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

  @Test
  void aMistypedFlagOfTheTrainerIsToldInAnySpelling() {
    for (String flag : new String[] {"--vocab_sise", "--vocab-sise"}) {
      assertThat(training(flag, "100"))
          .isEqualTo("glossa: There is no option '%s': did you mean '--vocab-size'?", flag);
    }
    assertThat(training("--vocab_sise=100")).contains("'--vocab_sise'", "'--vocab-size'");
    assertThat(training("-Dvocab.train.flags.vocab-sise=100"))
        .startsWith(
            "glossa: Unknown setting 'vocab.train.flags.vocab-sise':"
                + " did you mean 'vocab.train.flags.vocab-size'?");
  }

  @Test
  void aWrongValueOfAFlagOfTheTrainerIsOneSentence() {
    assertThat(training("--vocab-size", "0"))
        .isEqualTo("glossa: vocab_size is 0, but must be from 1 to 2147483647.");
    assertThat(training("-Dvocab.train.flags.vocab-size=many"))
        .isEqualTo("glossa: vocab_size is 'many', but must be an integer.");
    assertThat(training("--model_type=unigram"))
        .isEqualTo("glossa: model_type 'unigram' is not supported: only bpe is.");
    assertThat(training("--byte_fallback=maybe"))
        .isEqualTo("glossa: byte_fallback is 'maybe', but must be true or false.");
  }

  private static String training(String... flags) {
    String[] arguments = {"vocab", "train", "--input", "a", "--output", "b"};
    return refusal(Stream.of(arguments, flags).flatMap(Stream::of).toArray(String[]::new));
  }
}
