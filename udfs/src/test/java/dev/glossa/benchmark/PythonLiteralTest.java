package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {

  @Test
  void readsWhatReprWrites() {
    assertThat(PythonLiteral.parse("{'a': ['it\\'s', \"\\u00e9\\n\", None, True], 'b': -1.5, }"))
        .isEqualTo(Map.of("a", Arrays.asList("it's", "\u00e9\n", null, true), "b", "-1.5"));
    assertThat(PythonLiteral.parse(" [] ")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "['a'", "{'a'}", "'a' 'b'", "'\\x4'", "'\\U99999999'", "[,]"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> PythonLiteral.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    assertThatThrownBy(() -> PythonLiteral.parse("[".repeat(1_000_000)))
        .hasMessageContaining("malformed at character 100");
  }
}
