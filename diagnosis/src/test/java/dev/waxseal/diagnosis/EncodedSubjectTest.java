package dev.waxseal.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Subjects in encoded words, which a program made again with a prefix. */
class EncodedSubjectTest {

  private static final String OTHER =
      "=?ISO-8859-1?Q?[x]_Gr=FC=DFe_aus_K=F6ln_und_Z=FCrich_an_alle,_die_im?="
          + " =?ISO-8859-1?Q?_n=E4chsten_Fr=FChjahr_mit_nach_D=FCren?=";

  @Test
  void firstWordLeavesRoomForTheName() {
    assertPrefix(
        "=?utf-8?q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln_und_Z=C3=BCrich_an_alle?="
            + "\r\n =?utf-8?q?=2C_die_im_n=C3=A4chsten_Fr=C3=BChjahr_mit_nach_D=C3=BCren?=",
        "",
        OTHER);
  }

  @Test
  void copyInThreadTopic() {
    String strange = "=?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?UTF-8?B?IGF1cyBLw7Zsbg==?=";
    assertPrefix(
        strange,
        "Thread-Topic: " + strange + "\r\n",
        "=?utf-8?q?=5Bx=5D_Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=");
  }

  private static void assertPrefix(String signed, String more, String arrived) {
    String message =
        "From: Ann <ann@author.example>\r\nSubject: " + signed + "\r\n" + more + "\r\nHello.\r\n";
    Diagnosis.Signature diagnosis =
        Signed.of(message, Signed.RSA, Canonicalization.RELAXED)
            .changed(
                text -> text.replace("Subject: " + signed, "Subject: " + arrived),
                Dns.zone(Signed.keyLine(Signed.RSA)));
    assertTrue(diagnosis.isExplained(), diagnosis::toString);
    assertEquals(
        List.of("Subject got the prefix \"[x]\""),
        diagnosis.changes().stream().map(Change::sentence).toList());
  }
}
