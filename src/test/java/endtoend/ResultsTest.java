package endtoend;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the MX finds of a post is what the list testifies to, and nothing else is. */
@ExtendWith(LabExtension.class)
class ResultsTest {

  private final Lab lab;

  ResultsTest(Lab lab) {
    this.lab = lab;
  }

  /** The service that sends for the author signs last, and so stands on top. */
  @Test
  void twoSignatures() throws Exception {
    MailingList list = MailingList.of(lab, "two-signatures", Map.of());
    Letter letter =
        list.letter().signedBy(lab.site(), Site.AUTHOR).signedBy(lab.site(), Site.SERVICE);
    list.delivered(letter)
        .areSealed(1, "none")
        .testify(
            "header.d=" + Site.AUTHOR,
            "header.d=" + Site.SERVICE,
            "dmarc=pass",
            "header.from=" + Site.AUTHOR);
  }

  @Test
  void hyphenInTheDomain() throws Exception {
    MailingList list = MailingList.of(lab, "hyphen", Map.of());
    Letter letter =
        list.letter()
            .with("From", "Ann <ann@" + Site.HYPHEN + ">")
            .signedBy(lab.site(), Site.HYPHEN);
    list.post("ann@" + Site.HYPHEN, letter.text());
    list.arrived(letter.mark())
        .areSealed(1, "none")
        .testify("dkim=pass", "dmarc=pass", "header.from=" + Site.HYPHEN);
  }

  /** RFC 6376 section 3.4.1: the milter protocol must not lose a space of the header. */
  @Test
  void signatureOfTheExactHeader() throws Exception {
    MailingList list = MailingList.of(lab, "exact", Map.of());
    Letter letter = list.letter();
    Letter spaced =
        letter
            .with("Subject", "  two more \r\n\t \t" + letter.mark())
            .without("To")
            .above("To:" + list.address())
            .without("Date")
            .above("Date:\t Wed,  25 Nov 2026\r\n 00:00:00 +0000")
            .signedExactlyBy(lab.site(), Site.AUTHOR);
    list.delivered(spaced).areSealed(1, "none").testify("dkim=pass", "dmarc=pass");
  }

  /** The signature of the author fails, and nothing else speaks for him. */
  @Test
  void failureIsTestifiedToo() throws Exception {
    MailingList list = MailingList.of(lab, "failure", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR).withBody("Other text\r\n");
    list.post("ann@" + Site.SERVICE, letter.text());
    list.arrived(letter.mark()).areSealed(1, "none").testify("dkim=fail", "dmarc=fail");
  }

  /**
   * RFC 8601 section 5: results that claim to be ours are removed, in whichever order, case and
   * number they come.
   */
  @Test
  void forgedResults() throws Exception {
    MailingList list = MailingList.of(lab, "forged", Map.of());
    Letter letter = list.letter();
    String forged = "; dmarc=pass header.from=forged.example";
    Letter full =
        letter
            .below("Authentication-Results: (me) example.org" + forged)
            .below("Received: from a by b; Wed, 25 Nov 2026 00:00:00 +0000")
            .below("Authentication-Results: " + Site.MX + forged)
            .below("Authentication-Results: other.example" + "; dkim=pass header.d=other.example")
            .below("authentication-results:\r\n MX.Example.ORG\r\n " + forged)
            .above("AUTHENTICATION-RESULTS: \"mx.example.org\" 1" + forged)
            .above("Authentication-Results: " + Site.MX + "; none");
    list.post("thief@" + Site.SERVICE, full.text());
    list.arrived(letter.mark())
        .areSealed(1, "none")
        .testify("dmarc=fail", "header.from=" + Site.AUTHOR)
        .lack("forged.example")
        .contain("other.example");
  }

  /** An MX with a program for each method writes a field for each. */
  @Test
  void resultsInSeveralFields() throws Exception {
    MailingList list = MailingList.of(lab, "several", Map.of());
    Letter letter = list.letter();
    String results = "Authentication-Results: " + Site.MX + "; ";
    Letter judged =
        letter
            .below(results + "dkim=pass header.d=" + Site.AUTHOR)
            .below(results + "spf=pass smtp.mailfrom=" + Site.AUTHOR)
            .below(results + "arc=none; dmarc=pass header.from=" + Site.AUTHOR);
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, judged.text());
    list.arrived(letter.mark())
        .areSealed(1, "none")
        .testify(
            "dkim=pass header.d=" + Site.AUTHOR,
            "spf=pass smtp.mailfrom=" + Site.AUTHOR,
            "dmarc=pass header.from=" + Site.AUTHOR);
  }

  /** The results of servers that are not trusted are not carried. */
  @Test
  void resultsOfStrangers() throws Exception {
    MailingList list = MailingList.of(lab, "strangers", Map.of());
    Letter letter = list.letter();
    String stranger =
        "Authentication-Results: mx.example.com; dmarc=pass header.from=author.example";
    list.post(lab.ports().listIn(), "thief@" + Site.SERVICE, letter.below(stranger).text());
    list.arrived(letter.mark()).areSignedOnly();
  }
}
