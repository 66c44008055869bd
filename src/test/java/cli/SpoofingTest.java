package cli;

import static cli.Forger.BODY;
import static cli.Forger.EVIL;
import static cli.Forger.VICTIM;
import static cli.Forger.coveringNothing;
import static cli.Forger.genuine;
import static cli.Forger.replaced;
import static cli.Forger.sealed;
import static cli.Forger.signature;
import static cli.Forger.signed;
import static cli.Forger.signedByEvil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.Forger.Forgery;
import cli.Forger.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Forgeries as message files, judged by the command line: an attacker who owns evil.example, its
 * keys and its servers, and who has one signed message of the victim's, tries to pass for
 * victim.example. The classes are those of published research on how the parts of mail systems read
 * one message in different ways.
 */
class SpoofingTest {

  private static Forgery forgery(String about, String message) {
    return new Forgery(about, message, List.of());
  }

  /** Signed by the attacker, whatever the header is, and sent from the attacker's own server. */
  private static Forgery withAll(String about, String header) {
    return new Forgery(about, signedByEvil(header + BODY), fromEvil("x@evil.example"));
  }

  private static List<String> fromEvil(String mailFrom) {
    return List.of(
        "--client-ip", "198.51.100.66", "--helo", "mail.evil.example", "--mail-from", mailFrom);
  }

  /** Which From field, or which address in it, is the author: no two programs may differ. */
  private static Stream<Forgery> ambiguousAuthors() {
    return Stream.of(
        withAll("two From fields, the victim's first", VICTIM + EVIL),
        withAll("two From fields, the victim's last", EVIL + VICTIM),
        withAll(
            "two From fields, one of them in another case", "FROM: b@victim.example\r\n" + EVIL),
        withAll("white space before the colon", "From : b@victim.example\r\n" + EVIL),
        withAll("a tab before the colon", "From\t: b@victim.example\r\n" + EVIL),
        withAll("a folded first field", "Subject:\r\n From: b@victim.example\r\n" + VICTIM),
        withAll("a field behind a bare LF", "X: y\nFrom: b@victim.example\r\n" + EVIL),
        withAll("a field behind a bare CR", "X: y\rFrom: b@victim.example\r\n" + EVIL),
        withAll("a NUL in the field name", "From\0: b@victim.example\r\n" + EVIL),
        withAll("two addresses", "From: x@evil.example, boss@victim.example\r\n"),
        withAll("two addresses, the other way", "From: boss@victim.example, x@evil.example\r\n"),
        withAll("an address for a display name", "From: boss@victim.example <x@evil.example>\r\n"),
        withAll("two in angle brackets", "From: <boss@victim.example> <x@evil.example>\r\n"),
        withAll("nested angle brackets", "From: <<boss@victim.example>x@evil.example>\r\n"),
        withAll("group syntax", "From: Us:boss@victim.example;,x@evil.example\r\n"),
        withAll("a source route", "From: <@evil.example:boss@victim.example>\r\n"),
        withAll("two at signs", "From: boss@victim.example@evil.example\r\n"),
        withAll("a quoted local part", "From: \"x@evil.example\"@victim.example\r\n"),
        withAll("an open comment", "From: boss@victim.example(@evil.example\r\n"),
        withAll("a comment in the domain", "From: boss@(x@evil.example)victim.example\r\n"),
        withAll("an encoded word as domain", "From: b@=?utf-8?Q?victim=2Eexample?=\r\n"),
        withAll(
            "an encoded word with the address in it",
            "From: =?utf-8?Q?=3Cboss=40victim=2Eexample=3E?=, <x@evil.example>,"
                + " <boss@victim.example>\r\n"),
        withAll("truncation at NUL", "From: boss@victim.example\0.evil.example\r\n"),
        withAll(
            "truncation at NUL in angle brackets",
            "From: <boss@victim.example\0@evil.example>\r\n"),
        withAll("a trailing dot", "From: boss@victim.example.\r\n"),
        withAll("an invisible character", "From: boss@victim.example\u00e2\u0080\u008b\r\n"),
        withAll("a wide full stop", "From: boss@victim\u00ef\u00bc\u008eexample\r\n"),
        withAll("a route of two", "From: <@evil.example,@victim.example:x@evil.example>\r\n"),
        withAll("a route of two, the other way", "From: <@victim.example,@a:x@evil.example>\r\n"),
        withAll("a route and a name", "From: b@victim.example <@evil.example:x@evil.example>\r\n"),
        withAll("a route to the victim", "From: <@evil.example: boss @ victim.example >\r\n"),
        withAll("spaces around the at sign", "From: boss @ victim.example\r\n"),
        withAll("spaces and a second address", "From: boss @ victim.example x @ evil.example\r\n"),
        withAll("spaces and two at signs", "From: boss @ victim.example @ evil.example\r\n"),
        withAll("a comment before the at sign", "From: x(@victim.example)@evil.example\r\n"),
        withAll("a comment after the at sign", "From: x@(boss@victim.example)evil.example\r\n"),
        withAll("a comment after the domain", "From: <x@evil.example(,boss@victim.example)>\r\n"),
        withAll("a comment that nests", "From: x((boss@victim.example))@evil.example\r\n"),
        withAll("comments that part a domain", "From: boss@victim.example(c).evil.example\r\n"),
        withAll("empty elements around two", "From: ,x@evil.example,,boss@victim.example,\r\n"),
        withAll("empty elements and the victim", "From: ,,boss@victim.example,\r\n"),
        withAll("an empty element in a group", "From: Us:,x@evil.example;,b@victim.example\r\n"),
        withAll("another name", "From: boss@victim.example <x@evil.example>,\r\n"),
        withAll("another name in a group", "From: Us:b@victim.example <x@evil.example>;\r\n"),
        withAll("the name again", "From: b@victim.example <b@victim.example> <x@evil.example>\r\n"),
        withAll("an encoded word in it", "From: =?utf-8?Q?b?=@victim.example <x@evil.example>\r\n"),
        withAll("a semicolon between", "From: x@evil.example; boss@victim.example\r\n"),
        withAll("a semicolon and a comma", "From: x@evil.example;, boss@victim.example\r\n"),
        withAll("a semicolon at the end", "From: boss@victim.example;\r\n"),
        withAll("spaces around a dot", "From: boss@victim . example\r\n"),
        withAll("no From, a Sender", "Sender: boss@victim.example\r\n"),
        withAll("no From, a Resent-From", "Resent-From: boss@victim.example\r\n"));
  }

  /** Whose signature it is: d=, i=, s= and the name of the key record. */
  private static Stream<Forgery> borrowedSignatures() {
    String evil = signedByEvil(VICTIM + BODY);
    return Stream.of(
        withAll("the attacker's own signature and SPF", VICTIM),
        forgery("d= replaced", replaced(evil, "d=evil.example", "d=victim.example")),
        forgery("d= with a trailing dot", replaced(evil, "d=evil.example", "d=victim.example.")),
        forgery(
            "d= cut at NUL", replaced(evil, "d=evil.example", "d=victim.example\0.evil.example")),
        forgery("d= in a list", replaced(evil, "d=evil.example", "d=victim.example,evil.example")),
        forgery("d= twice", replaced(evil, "d=evil.example", "d=evil.example; d=victim.example")),
        forgery("d= of the top-level domain", replaced(evil, "d=evil.example", "d=example")),
        forgery(
            "d= below the victim's name, as the attacker spells it",
            replaced(evil, "d=evil.example", "d=victim.example.evil.example")),
        forgery(
            "the victim's key name as selector",
            replaced(evil, "s=s;", "s=s._domainkey.victim.example;")),
        forgery(
            "a selector that ends the key name",
            replaced(
                evil, "d=evil.example; s=s;", "d=victim.example; s=s._domainkey.evil.example.;")),
        forgery(
            "a selector that ends the key name at NUL",
            replaced(
                evil, "d=evil.example; s=s;", "d=victim.example; s=s._domainkey.evil.example\0;")),
        forgery(
            "a selector that ends the key name at a sign",
            replaced(
                evil, "d=evil.example; s=s;", "d=victim.example; s=s._domainkey.evil.example/#?;")),
        forgery("a selector with dots", signed("evil.example", "a.b", VICTIM + BODY)),
        forgery(
            "a selector that holds the victim's key name",
            signed("evil.example", "s._domainkey.victim.example", VICTIM + BODY)),
        forgery(
            "a domain that begins like the victim's",
            signed("victim.example.evil.example", "s", VICTIM + BODY)),
        forgery("i= of the victim", replaced(evil, "s=s;", "s=s; i=boss@victim.example;")),
        forgery("another query method", replaced(evil, "s=s;", "s=s; q=dns/victim.example;")),
        forgery("a weaker algorithm", replaced(evil, "a=ed25519-sha256", "a=none")));
  }

  /** A genuine() message of the victim's with something added that is not signed. */
  private static Stream<Forgery> replays() {
    return Stream.of(
        forgery("a From on top, as h= names it once", EVIL + genuine()),
        forgery("a From of the victim on top", VICTIM + genuine()),
        forgery(
            "a From at the end",
            replaced(genuine(), "\r\n\r\n", "\r\nFrom: x@evil.example\r\n\r\n")),
        forgery("another body", replaced(genuine(), "Pay me.", "Pay evil.")),
        forgery("a longer body", genuine() + "PS: to another account.\r\n"),
        forgery("a longer body under a genuine l=0", coveringNothing() + "Anything.\r\n"),
        forgery("another body under a genuine l=0", coveringNothing().replace("Pay me.", "Pay x.")),
        forgery("a From on top under a genuine l=0", EVIL + coveringNothing()),
        forgery("a From of the victim on top of one", VICTIM + coveringNothing()),
        forgery("l=0 put in", replaced(genuine(), "; bh=", "; l=0; bh=") + "Anything.\r\n"),
        forgery("l=9 put in", replaced(genuine(), "; bh=", "; l=9; bh=") + "Anything.\r\n"),
        forgery("fewer names in h=", replaced(genuine(), "h=From:From:", "h=From:")),
        forgery("h= twice", replaced(genuine(), "; bh=", "; h=to; bh=")),
        forgery("another Subject on top", "Subject: Urgent\r\n" + genuine()),
        forgery("another subject on top", "subject : Urgent\r\n" + genuine()),
        forgery(
            "the field of the signature twice, the victim's broken",
            replaced(signature(genuine()), " b=", " b=AAAA") + signedByEvil(VICTIM + BODY)),
        forgery("an empty line within the header", replaced(genuine(), "\r\nTo:", "\r\n\r\nTo:")),
        forgery(
            "a genuine signature over a message of the attacker's",
            signature(genuine()) + VICTIM + "Subject: Pay\r\n\r\nOther.\r\n"));
  }

  /** What the envelope says (RFC 7208 section 2), and what DMARC takes from it. */
  private static Stream<Forgery> envelopes() {
    String unsigned = VICTIM + BODY;
    return Stream.of(
        new Forgery("MAIL FROM of the attacker", unsigned, fromEvil("x@evil.example")),
        new Forgery("MAIL FROM of the victim", unsigned, fromEvil("boss@victim.example")),
        new Forgery("two at signs", unsigned, fromEvil("boss@victim.example@evil.example")),
        new Forgery("a source route", unsigned, fromEvil("@victim.example:x@evil.example")),
        new Forgery(
            "a quoted local part", unsigned, fromEvil("\"boss@victim.example\"@evil.example")),
        new Forgery("cut at NUL", unsigned, fromEvil("boss@victim.example\0.evil.example")),
        new Forgery(
            "a name like the victim's", unsigned, fromEvil("x@victim.example.evil.example")),
        new Forgery(
            "HELO of the victim, MAIL FROM of the attacker",
            unsigned,
            List.of(
                "--client-ip",
                "198.51.100.66",
                "--helo",
                "victim.example",
                "--mail-from",
                "x@evil.example")),
        new Forgery(
            "a null sender with the victim's HELO",
            unsigned,
            List.of(
                "--client-ip", "198.51.100.66", "--helo", "victim.example", "--mail-from", "<>")),
        new Forgery(
            "a null sender with the attacker's HELO",
            unsigned,
            List.of(
                "--client-ip", "198.51.100.66", "--helo", "x.evil.example", "--mail-from", "<>")));
  }

  /** Somebody else's words, made up (RFC 8601 section 5, RFC 8617 section 9). */
  private static Stream<Forgery> forgedTestimony() {
    String unsigned = VICTIM + BODY;
    String pass = "dmarc=pass header.from=victim.example; spf=pass smtp.mailfrom=victim.example";
    String sealed = sealed("evil.example", unsigned, pass);
    return Stream.of(
        forgery(
            "A-R of our own",
            "Authentication-Results: mx.example.com; " + pass + "\r\n" + unsigned),
        forgery("Received-SPF", "Received-SPF: pass (x) helo=victim.example\r\n" + unsigned),
        forgery("a chain of the attacker's", sealed),
        forgery(
            "that says to be of the list", replaced(sealed, "d=evil.example", "d=lists.example")),
        forgery(
            "with the list's name for the results",
            sealed("evil.example", unsigned, pass, "lists.example")),
        forgery(
            "three fields out of nowhere",
            "ARC-Seal: i=1; a=ed25519-sha256; cv=none; d=lists.example; s=s; b=AAAA\r\n"
                + "ARC-Message-Signature: i=1; a=ed25519-sha256; d=lists.example; s=s; h=from;"
                + " bh=AAAA; b=AAAA\r\n"
                + "ARC-Authentication-Results: i=1; lists.example; "
                + pass
                + "\r\n"
                + unsigned),
        forgery(
            "a list's genuine seal over another body",
            replaced(sealed("lists.example", unsigned, pass), "Pay me.", "Pay evil.")),
        forgery(
            "a list's genuine seal below the attacker's own",
            sealed(
                "evil.example",
                replaced(sealed("lists.example", unsigned, pass), "Pay me.", "Pay evil."),
                pass)),
        forgery(
            "a list that saw the attacker pass",
            sealed(
                "lists.example",
                unsigned,
                "dmarc=pass header.from=evil.example; dkim=pass header.d=evil.example")),
        forgery(
            "a list that saw the victim fail",
            sealed(
                "lists.example",
                unsigned,
                "dmarc=fail header.from=victim.example; dkim=pass header.d=victim.example")),
        forgery(
            "a comment that the list quotes",
            sealed(
                "lists.example", unsigned, "spf=none (; dmarc=pass header.from=victim.example)")),
        forgery(
            "a reason that the list quotes",
            sealed(
                "lists.example",
                unsigned,
                "spf=none reason=\"; dmarc=pass header.from=victim.example\"")));
  }

  /** A genuine message, with what ends its header or a field for some programs. */
  private static Stream<Forgery> divisions() {
    return Stream.of(
            "Dear customer\r\n",
            "Dear customer: pay evil.\r\n",
            "Dear customer\r\nSubject: Pay evil\r\n",
            ":\r\n",
            ": pay evil\r\n",
            ".\r\n",
            "X-A: b\nSubject: Pay evil\n\nPay evil.\n\r\n",
            "X-A: b\rSubject: Pay evil\r\rPay evil.\r\r\n",
            "X-A: b\n\r\n",
            "X-A: b\0\r\n",
            "X-A\0: b\r\n",
            "X\nSubject: Pay evil\r\n",
            "S\u00fcbject: Pay evil\r\n",
            "\u00a0Subject: Pay evil\r\n",
            "Subject\u0001: Pay evil\r\n",
            "Subject\r\n : Pay evil\r\n",
            ">From boss@victim.example\r\n")
        .flatMap(
            lines ->
                Stream.of(
                    forgery("on top: " + lines, lines + genuine()),
                    forgery(
                        "below From: " + lines,
                        replaced(genuine(), "\r\nTo:", "\r\n" + lines + "To:")),
                    withAll("over the attacker's: " + lines, lines + EVIL)));
  }

  @TestFactory
  Stream<DynamicTest> whereTheHeaderEnds() {
    return tests(divisions());
  }

  @TestFactory
  Stream<DynamicTest> whoWroteIt() {
    return tests(ambiguousAuthors());
  }

  @TestFactory
  Stream<DynamicTest> whoSignedIt() {
    return tests(borrowedSignatures());
  }

  @TestFactory
  Stream<DynamicTest> whatWasSigned() {
    return tests(replays());
  }

  @TestFactory
  Stream<DynamicTest> whoSentIt() {
    return tests(envelopes());
  }

  @TestFactory
  Stream<DynamicTest> whoSaysSo() {
    return tests(forgedTestimony());
  }

  /** In the first of these classes the attacker has all that can be authenticated. */
  @TestFactory
  Stream<DynamicTest> theAttackerIsAuthenticated() {
    return ambiguousAuthors()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.about(),
                    () -> {
                      String results = Forger.judge(each).results();
                      assertTrue(results.contains("dkim=pass header.d=evil.example"), results);
                      assertTrue(results.contains("spf=pass smtp.mailfrom=evil.example"), results);
                    }));
  }

  /** The measure of all this: what is not forged passes, judged in the same way. */
  @Test
  void theGenuineOnesPass() throws IOException {
    assertVerdict("pass victim.example accept null", forgery("signed", genuine()));
    assertVerdict(
        "pass victim.example accept null",
        new Forgery(
            "sent",
            VICTIM + BODY,
            List.of("--client-ip", "192.0.2.1", "--mail-from", "boss@victim.example")));
    assertVerdict(
        "fail victim.example accept local_policy",
        forgery(
            "sealed",
            sealed("lists.example", VICTIM + BODY, "dmarc=pass header.from=victim.example")));
    assertVerdict("pass evil.example accept null", forgery("evil", signedByEvil(EVIL + BODY)));
    assertVerdict(
        "pass evil.example accept null",
        forgery("evil", signed("evil.example", "s._domainkey.victim.example", EVIL + BODY)));
  }

  /** What a genuine signature leaves open is told, though DMARC passes (RFC 6376 section 8.15). */
  @Test
  void anotherFieldOnTopIsTold() throws IOException {
    Forgery second = forgery("another To on top", "To: all@example.com\r\n" + genuine());
    Outcome outcome = Forger.run(second);
    assertEquals("pass victim.example accept null", outcome.verdict());
    assertEquals(1, outcome.status());
    assertVerdict(
        "pass evil.example accept null", forgery("two", signedByEvil("Date: a\r\n" + EVIL + BODY)));
  }

  /** A signature over nothing is one, for those who ask for it: so the test above is one, too. */
  @Test
  void aSignatureThatCoversNothingPassesOnlyWhenAllowed() throws IOException {
    List<String> allowed = List.of("--allow-body-length-limit");
    assertVerdict(
        "pass victim.example accept null",
        new Forgery("l=0", coveringNothing() + "Anything.\r\n", allowed));
    assertVerdict(
        "none null quarantine null", new Forgery("l=0", EVIL + coveringNothing(), allowed));
  }

  private static void assertVerdict(String verdict, Forgery forgery) throws IOException {
    assertEquals(verdict, Forger.judge(forgery).verdict(), forgery.about());
  }

  private static Stream<DynamicTest> tests(Stream<Forgery> forgeries) {
    return forgeries.map(each -> DynamicTest.dynamicTest(each.about(), () -> assertRefused(each)));
  }

  /** Neither a pass in the victim's name nor accepted on trust, and quarantined at least. */
  private static void assertRefused(Forgery forgery) throws IOException {
    Outcome outcome = Forger.judge(forgery);
    String message = forgery.message().replaceAll("[^ -~\r\n]", "?");
    assertFalse(outcome.verdict().startsWith("pass"), () -> outcome + "\n" + message);
    assertTrue(outcome.verdict().endsWith(" quarantine null"), () -> outcome + "\n" + message);
  }
}
