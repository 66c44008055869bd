package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The right columns are what sendmail 8.17.1.9 has sent. */
class SendmailAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@x.example",
        "<a@x.example>",
        "Ann <a@x.example>",
        "Ann<a@x.example>",
        "\"A, B\" <a@x.example>",
        "\"A \\\"B\\\"\" <a@x.example>",
        "Ann \"B\" C <a@x.example> (c, d)",
        "a@x.example (Ann)",
        "Ann (the first) <a@x.example> (d)",
        "=?utf-8?q?J=C3=BC?= <a@x.example>",
        "J\u00fc <a@x.example>",
        "a.b+c@x.example, Bob <b@y.example>",
        "undisclosed-recipients:;",
        "undisclosed recipients: ;",
      })
  void stays(String value) {
    assertEquals(Optional.of(value), SendmailAddresses.sent(" " + value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a@x.example,b@y.example | a@x.example, b@y.example",
        "a@x.example ,  b@y.example | a@x.example, b@y.example",
        "\"A, B\" <a@x.example>,b@y.example (c) | \"A, B\" <a@x.example>, b@y.example (c)",
        "Ann  B <a@x.example> | Ann B <a@x.example>",
        "A. B. <a@x.example> | \"A. B.\" <a@x.example>",
        "O'Brien <a@x.example>,c@y.example | \"O'Brien\" <a@x.example>, c@y.example",
        "Ann [x] <a@x.example> | \"Ann [x]\" <a@x.example>",
      })
  void isWrittenAgain(String value, String sent) {
    assertEquals(Optional.of(sent), SendmailAddresses.sent(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "Ann <ann>",
        "a@localhost",
        "a@localhost.localdomain",
        "a@x.example.",
        "a@x.example,",
        "a@x.example,,b@y.example",
        "a@x.example; b@y.example",
        "a@x.example b@y.example",
        "friends: a@x.example, b@y.example;",
        "Ann <a@x.example",
        "\"Ann <a@x.example>",
        "a@x.example (c",
        "<@r.example:a@x.example>",
        "\"a b\"@x.example",
        "a @ x.example",
        "a@[192.0.2.1]",
        "x!a@y.example",
        "O'Brien (c) <a@x.example>",
      })
  void isNotKnown(String value) {
    assertEquals(Optional.empty(), SendmailAddresses.sent(value));
  }

  /** sendmail cuts it. */
  @ParameterizedTest
  @CsvSource({"180, true", "200, false", "5000, false"})
  void longNames(int octets, boolean known) {
    assertEquals(
        known,
        SendmailAddresses.sent("\"" + "A ".repeat(octets / 2) + "\" <a@x.example>").isPresent());
  }
}
