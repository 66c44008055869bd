package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.Unsigned;
import dev.waxseal.milter.protocol.Envelope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At one port for both, clients of ours are signed for, and all others are judged. */
class OnePortTest {

  private static final String ANN = "ann@author.example";

  private final Site site = new Site();

  @BeforeEach
  void configure() {
    site.with(
        new SignSettings(
            List.of(SignRoleTest.domain("author.example", false, "author.example")),
            List.of(),
            List.of(SignRoleTest.network("203.0.113.0/24")),
            false,
            Unsigned.NONE,
            Optional.of(Site.SUBMISSION),
            List.of(),
            Action.ACCEPT));
  }

  private Mta.Delivery pass(Envelope envelope, String message) {
    return site.pass(RoleName.VERIFY_OR_SIGN, envelope, message);
  }

  private Mta.Delivery pass(String client, String message) {
    return pass(Mta.envelope("smtpd", client, ANN), message);
  }

  private String taken() {
    return site.logged().role() + " " + site.logged().result();
  }

  private static String results(Mta.Delivery delivery) {
    return delivery.fields("Authentication-Results").get(0).replaceAll("\r\n[ \t]+", " ");
  }

  @Test
  void aUserIsSignedFor() {
    Mta.Delivery delivery = pass(Mta.authenticated(ANN), Site.MESSAGE);
    assertEquals("sign signed", taken());
    assertEquals(1, delivery.fields("DKIM-Signature").size());
    assertTrue(
        results(delivery).startsWith("Authentication-Results: submission.example.org; auth=pass;"));
    pass("203.0.113.7", Site.MESSAGE);
    assertEquals("sign signed", taken());
  }

  /** 192.0.2.9 is anybody, 127.0.0.1 is a filter or a list server, and one has no address. */
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.9", "127.0.0.1", "::1", ""})
  void aStrangerWithOurAddressIsJudged(String client) {
    Mta.Delivery delivery = pass(client, Site.MESSAGE);
    assertEquals("verify accepted", taken());
    assertEquals(List.of(), delivery.fields("DKIM-Signature"));
    assertTrue(results(delivery).startsWith("Authentication-Results: mx.example.org; "));
    assertTrue(results(delivery).contains("dmarc=fail "), results(delivery));
  }

  /** The mail server says who has authenticated; nothing that the client sends does. */
  @Test
  void nobodyCanSayThatHeHasAuthenticated() {
    String claims =
        """
        Authentication-Results: submission.example.org; auth=pass
        X-Authenticated-Sender: ann@author.example
        Received: from x (Authenticated sender: ann) by mx.example.org
        """
            .replace("\n", "\r\n");
    Mta.Delivery delivery = pass("192.0.2.9", claims + Site.MESSAGE);
    assertEquals("verify accepted", taken());
    assertEquals("1", site.logged().facts().get("deleted"));
    assertEquals(List.of(), delivery.fields("DKIM-Signature"));
    Envelope stranger = Mta.envelope("smtpd", "192.0.2.9", ANN);
    for (Map<String, String> macros :
        List.of(
            Map.of("{auth_authen}", ""),
            Map.of("auth_authen", ANN, "{auth_type}", "PLAIN"),
            Map.of("{auth_author}", ANN, "{mail_addr}", ANN))) {
      pass(Mta.withMacros(stranger, macros), Site.MESSAGE);
      assertEquals("verify accepted", taken(), macros.toString());
    }
  }

  @Test
  void aUserWithTheAddressOfOthersIsNot() {
    Mta.Delivery delivery =
        pass(Mta.authenticated(ANN), Site.MESSAGE.replace("author.example", "bank.example"));
    assertEquals("sign unsigned", taken());
    assertEquals("no key for bank.example", site.logged().reason());
    assertEquals(List.of(), delivery.fields("DKIM-Signature"));
  }

  @Test
  void forgedResultsGoFromBoth() {
    String forged = "Authentication-Results: mx.example.org; dmarc=pass\r\n" + Site.MESSAGE;
    for (Envelope envelope :
        List.of(Mta.authenticated(ANN), Mta.envelope("smtpd", "192.0.2.9", ANN))) {
      Mta.Delivery delivery = pass(envelope, forged);
      assertEquals("1", site.logged().facts().get("deleted"), taken());
      assertEquals(List.of(), delivery.fields("DKIM-Signature"));
    }
  }

  @Test
  void withoutARoleForSigningNobodyIsSignedFor() {
    Site verifying = new Site();
    verifying.pass(RoleName.VERIFY_OR_SIGN, Mta.authenticated(ANN), Site.MESSAGE);
    assertEquals("verify", verifying.logged().role());
  }
}
