package dev.glossa.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarsReaderTest {
  private final StarsReader reader = new StarsReader(List.of("fluency", "accuracy"), 1, 3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accuracy\": 2, \"fluency\": 3}",
        "```json\n{\"fluency\": 3, \"accuracy\": 2}\n```",
        "The answer {as I see it} is fair.\n{\"Accuracy\": \"2\", \"Fluency\": 3.0, \"why\": \"{}\"}",
        "{\"accuracy\": {\"stars\": 2, \"reason\": \"half\"}, \"fluency\": {\"score\": 3}}",
        "{\"stars\": {\"accuracy\": 2, \"fluency\": 3}}",
        "First {\"accuracy\": 1, \"fluency\": 1}; no: {\"accuracy\": 2, \"fluency\": 3}."
      })
  void findsStarsAmongOtherWords(String reply) {
    assertThat(reader.read(reply).stars()).isEqualTo(Map.of("accuracy", 2, "fluency", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Two stars for accuracy, three for fluency. | no JSON object with fluency, accuracy
          {"accuracy": 2}                            | no JSON object with fluency, accuracy
          {"accuracy": 2, "fluency": 3               | no JSON object with fluency, accuracy
          {"accuracy": 2, "fluency": 4}              | 'fluency' is 4, not 1 to 3 stars
          {"accuracy": 2, "fluency": 2.5}            | 'fluency' is 2.5, not 1 to 3 stars
          {"accuracy": 2, "fluency": null}           | 'fluency' is null, not 1 to 3 stars
          {"accuracy": 2, "fluency": "★★★"}          | 'fluency' is "★★★", not 1 to 3 stars
          {"accuracy": 2, "fluency": -1}             | 'fluency' is -1, not 1 to 3 stars
          ``                                         | an empty reply
          """)
  void saysWhyThereAreNone(String reply, String problem) {
    assertThat(reader.read(reply)).isEqualTo(new StarsReader.Reading(null, problem));
  }

  @Test
  void manyBracesAreNoReasonToStop() {
    assertThat(reader.read("{\"a\":".repeat(100_000)).problem()).startsWith("no JSON object");
  }
}
