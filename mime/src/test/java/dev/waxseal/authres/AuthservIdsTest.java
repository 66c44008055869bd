package dev.waxseal.authres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthservIdsTest {

  private static final AuthservIds IDS =
      AuthservIds.of(
          "mx.example.org", "b\u00fccher.example", "xn--strae-oqa.example", "Example-Auth");

  @Test
  void comparesInAnyCase() {
    for (String id : List.of("mx.example.org", "MX.Example.ORG", "example-auth")) {
      assertTrue(IDS.contains(id), id);
    }
    for (String id :
        List.of(
            "", "example.org", "mx.example.org.", "mx.example.org 1", "xmx.example.org", "mx")) {
      assertFalse(IDS.contains(id), id);
    }
  }

  /** "this test is done after converting A-labels into U-labels" (RFC 8601 section 5). */
  @Test
  void comparesAsULabels() {
    for (String id :
        List.of(
            "b\u00fccher.example",
            "xn--bcher-kva.example",
            "XN--BCHER-KVA.Example",
            "B\u00dcCHER.EXAMPLE",
            "bu\u0308cher.example",
            "stra\u00dfe.example",
            "xn--strae-oqa.example")) {
      assertTrue(IDS.contains(id), id);
    }
    // Another name under IDNA 2008, and the only one under IDNA 2003.
    assertFalse(IDS.contains("strasse.example"));
    assertFalse(IDS.contains("xn--bcher-kv.example"));
    assertTrue(AuthservIds.of("xn--bcher-kva.example").contains("b\u00fccher.example"));
  }

  /** Who removes forged fields errs on that side. */
  @Test
  void resemblance() {
    for (String id :
        List.of(
            "mx.example.org",
            "mx.example.org.",
            "MX.EXAMPLE.ORG..",
            "\uff4dx.example\u3002org",
            "mx.exam\u00adple.org",
            "mx.exam\u200bple.org",
            "xn--bcher-kva.example.",
            "b\u00fccher\uff0eexample")) {
      assertTrue(IDS.resembled(id).isPresent(), id);
    }
    assertTrue(AuthservIds.of("strasse.example").resembled("stra\u00dfe.example").isPresent());
    for (String id : List.of("", ".", "example.org", "mx.example.org.net", "mx-example.org")) {
      assertFalse(IDS.resembled(id).isPresent(), id);
    }
  }

  @Test
  void idsAreChecked() {
    for (String bad : List.of("", " ", " a", "a\r\n", "a\0b")) {
      assertThrows(IllegalArgumentException.class, () -> AuthservIds.of(bad), bad);
    }
    assertFalse(AuthservIds.of().contains("a"));
    assertEquals("a, b", AuthservIds.of(List.of("a", "b")).toString());
  }

  /** The samples of RFC 3492 section 7.1 (A), (B), (E), (I), (L), (P) and (S), case apart. */
  @Test
  void punycodeSamples() {
    assertDecoded(
        "egbpdaj6bu4bxfgehfvwxn",
        "\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064a\u061f");
    assertDecoded(
        "ihqwcrb4cv8a8dqg056pqjye", "\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587");
    assertDecoded(
        "4dbcagdahymbxekheh6e0a7fei0b",
        "\u05dc\u05de\u05d4\u05d4\u05dd\u05e4\u05e9\u05d5\u05d8\u05dc\u05d0\u05de\u05d3\u05d1\u05e8\u05d9\u05dd\u05e2\u05d1\u05e8\u05d9\u05ea");
    assertDecoded(
        "b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "\u043f\u043e\u0447\u0435\u043c\u0443\u0436\u0435\u043e\u043d\u0438\u043d\u0435\u0433\u043e\u0432\u043e\u0440\u044f\u0442\u043f\u043e\u0440\u0443\u0441\u0441\u043a\u0438");
    assertDecoded("3b-ww4c5e180e575a65lsy2b", "3\u5e74b\u7d44\u91d1\u516b\u5148\u751f");
    assertDecoded("-> $1.00 <--", "");
    assertDecoded("mp3-", "");
  }

  @Test
  void whatIsNoPunycode() {
    for (String bad : List.of("", "-", "a-", "99999999", "zzzzzzzzzzzzzz", "a!", "bcher-kv")) {
      assertEquals(Optional.empty(), Punycode.decode(bad), bad);
    }
    assertEquals(Optional.empty(), Punycode.uLabel("bcher-kva"));
    assertEquals(Optional.empty(), Punycode.uLabel("xn--" + "a".repeat(60)));
    assertEquals(Optional.of("b\u00fccher"), Punycode.uLabel("xn--bcher-kva"));
  }

  private static void assertDecoded(String encoded, String decoded) {
    assertEquals(
        decoded.isEmpty() ? Optional.empty() : Optional.of(decoded),
        Punycode.decode(encoded),
        encoded);
  }
}
