package dev.glossa.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Write to jane.doe+spam@mail.example.co.uk.      | Write to <EMAIL>.
          Server 8.8.8.8, port 53                         | Server <IP>, port 53
          Pay to DE89 3704 0044 0532 0130 00 ABCD         | Pay to <IBAN> ABCD
          GB82WEST12345698765432                          | <IBAN>
          Card 4111 1111 1111 1111 expires                | Card <CARD> expires
          Call +49 30 901820 or +1 (212) 555-0100         | Call <PHONE> or <PHONE>
          फ़ोन +91-98765-43210                              | फ़ोन <PHONE>
          Call (212) 555-0100                             | Call <PHONE>
          """)
  void replacesPersonalData(String text, String redacted) {
    assertThat(Redactor.redact(text).text()).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Version 1.2.3.4.5 of 2024",
        "12.3.3.1. Building the image",
        "Localhost is 127.0.0.1, the router 192.168.1.1",
        "An address such as 300.1.1.1 is none",
        "DE89 3704 0044 0532 0130 01 has a wrong checksum",
        "4111 1111 1111 1112 fails Luhn",
        "Born on 2024-01-02, 12:30, for 1,234,567.89",
        "See apt@ and user@localhost",
        "ISBN 978-3-16-148410-0"
      })
  void leavesTheRestAlone(String text) {
    assertThat(Redactor.redact(text)).isEqualTo(new Redaction(text, Map.of()));
  }

  @Test
  void countsByKind() {
    assertThat(Redactor.redact("a@b.org, c@d.org, 1.1.1.1").counts())
        .containsExactlyInAnyOrderEntriesOf(Map.of(PersonalData.EMAIL, 2, PersonalData.IP, 1));
  }
}
