package dev.glossa.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hi | आधार २३४५ ६७८९ ०१२४        | आधार <NATIONAL_ID>
          zh | 身份证11010519491231002X。  | 身份证<NATIONAL_ID>。
          zh | 电话13800138000转接          | 电话<PHONE>转接
          vi | Gọi 0912 345 678 nhé        | Gọi <PHONE> nhé
          ur | ۰۳۰۰ ۱۲۳۴۵۶۷ پر فون کریں    | <PHONE> پر فون کریں
          sw | Niandikie ＡＢＣ＠ｅｘａｍｐｌｅ．ｏｒｇ | Niandikie <EMAIL>
          en | 2606:4700:4700::1111        | <IP>
          """)
  void readsNumbersAsTheLanguageWritesThem(String language, String text, String redacted) {
    assertThat(Redactor.redact(text, language).text()).isEqualTo(redacted);
  }

  @Test
  void replacesPrivateKeys() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----";
    String certificate = "-----BEGIN CERTIFICATE-----\nMIIEow\n-----END CERTIFICATE-----";
    assertThat(Redactor.redact("a\n" + key + "\nb\n" + certificate).text())
        .isEqualTo("a\n<KEY>\nb\n" + certificate);
  }

  /** Quadratic time would show as a test that does not end. */
  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1 ",
        "12345 67890 ",
        "a@",
        "a.",
        "a@b.",
        "1.",
        "1:",
        "2001:",
        "+1 ",
        "(1) ",
        "eyJ",
        "eyJ-",
        "eyJaaaaaaaaaa.",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "-----END ",
        "token=",
        "password:",
        "AA11",
        "AA11 ",
        "GB82 WEST 1234 ",
        "4111 1111 ",
        "4111-1111-1111-",
        "sk-",
        "ghp_",
        "phone 098765 ",
        "आधार 2345 ",
        "A1",
        "A123456("
      })
  void takesLinearTime(String piece) {
    String line = piece.repeat(1_000_000 / piece.length());
    assertThat(Redactor.redact(line, "hi").text()).isNotEmpty();
  }
}
