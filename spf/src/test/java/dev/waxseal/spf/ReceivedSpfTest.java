package dev.waxseal.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedSpfTest {

  /** The examples of RFC 7208 section 9.1. */
  @Test
  void readsTheExamples() {
    String comment =
        " (mybox.example.org: domain of\r\n myname@example.com designates 192.0.2.1 as permitted"
            + " sender)\r\n";
    assertEquals(
        field(SpfStatus.PASS, "192.0.2.1", "myname@example.com", "foo.example.com", null),
        ReceivedSpf.parse(
            " pass"
                + comment
                + "    receiver=mybox.example.org; client-ip=192.0.2.1;\r\n"
                + "    envelope-from=\"myname@example.com\"; helo=foo.example.com;"));
    assertEquals(
        field(SpfStatus.FAIL, "192.0.2.1", "myname@example.com", null, "mailfrom"),
        ReceivedSpf.parse(
            " fail"
                + comment
                + " identity=mailfrom; client-ip=192.0.2.1;\r\n envelope-from=\"myname@example.com\";\r\n"));
    assertEquals(
        field(SpfStatus.PASS, "192.0.2.1", "myname@example.com", "foo.example.com", null),
        ReceivedSpf.parse(
            " pass"
                + comment
                + "    receiver=mybox.example.org; client-ip=192.0.2.1;\r\n"
                + "    mechanism=ip4:192.0.2.1; envelope-from=\"myname@example.com\";\r\n"
                + "    helo=foo.example.com;"));
  }

  /** Erratum 5436: neither a comment nor a list has to follow. */
  @Test
  void needsNothingButTheResult() {
    for (String text : new String[] {"none", " None ", "none (a (b) \\) c)", "(x) NONE\t(y)"}) {
      assertEquals(field(SpfStatus.NONE, null, null, null, null), ReceivedSpf.parse(text), text);
    }
  }

  @Test
  void readsWhatOthersWrite() {
    assertEquals(
        field(SpfStatus.SOFTFAIL, "2001:db8:0:0:0:0:0:1", "", "a b\"c", "helo"),
        ReceivedSpf.parse(
            "Softfail (helo) identity=HELO; client-ip=2001:db8::1; helo=\"a b\\\"c\";"
                + " envelope-from=<>; receiver=<UNKNOWN> "));
    assertEquals(
        field(SpfStatus.PASS, "192.0.2.1", null, null, null),
        ReceivedSpf.parse("pass client-ip = (x) \"::ffff:192.0.2.1\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "passed",
        "pass;",
        "pass (x",
        "pass (x\\",
        "pass helo",
        "pass helo=a b=c",
        "pass helo=a; helo=b",
        "pass helo=a; HELO=a",
        "pass helo=\"a",
        "pass helo=\"a\\",
        "pass helo=\"a\"b",
        "pass client-ip=localhost",
        "pass client-ip=",
        "pass =a",
        "pass helo=a (",
        "pass helo=a;;",
        "pass, fail",
      })
  void refusesWhatIsUnclear(String text) {
    assertEquals(Optional.empty(), ReceivedSpf.parse(text));
  }

  private static Optional<ReceivedSpf> field(
      SpfStatus status,
      @Nullable String ip,
      @Nullable String from,
      @Nullable String helo,
      @Nullable String identity) {
    return Optional.of(
        new ReceivedSpf(
            status,
            Optional.ofNullable(ip)
                .map(t -> Addresses.ip4(t).or(() -> Addresses.ip6(t)).orElseThrow()),
            Optional.ofNullable(from),
            Optional.ofNullable(helo),
            Optional.ofNullable(identity)));
  }
}
