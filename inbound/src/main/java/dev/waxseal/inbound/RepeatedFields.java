package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundFinding.Severity;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Findings about fields that stand there more than once (RFC 5322 section 3.6). A signature covers
 * so many of them, from the bottom up, as it names them, and anyone may have added the others
 * above: "an agent would be incorrect to infer that all instances of a header field are signed just
 * because one is" (RFC 6376 section 8.15).
 */
final class RepeatedFields {

  private static final String ID = "repeated-field";

  /** Fields that people see or answer to, and that may stand once in a header. */
  private static final List<String> ONCE =
      List.of("Subject", "Sender", "Reply-To", "To", "Cc", "Date", "Message-ID");

  private RepeatedFields() {}

  static List<InboundFinding> of(
      Headers headers, DkimReport dkim, ArcReport arc, DmarcVerdict dmarc) {
    List<InboundFinding> findings = new ArrayList<>(0);
    for (String name : ONCE) {
      int count = headers.count(name);
      if (count > 1) {
        findings.add(finding(name, count, signer(name, headers, dkim, arc, dmarc)));
      }
    }
    return findings;
  }

  private static InboundFinding finding(String name, int count, Optional<String> signer) {
    String there = "there are " + count + " " + name + " fields, where there may be one";
    return signer.isPresent()
        ? new InboundFinding(
            ID, Severity.NOTE, name, there + "; the signature of " + signer.get() + " covers all")
        : new InboundFinding(
            ID,
            Severity.ERROR,
            name,
            there
                + "; no signature that counts covers all, so that anyone may have added the one"
                + " that people see");
  }

  /**
   * Whose signature covers all fields of a name, among those that decide what DMARC comes to. Where
   * DMARC passes, one that is aligned is enough. Where it does not, each one that passes has to: of
   * a domain without a record nobody can tell which of them is the author's and which a stranger's.
   */
  private static Optional<String> signer(
      String name, Headers headers, DkimReport dkim, ArcReport arc, DmarcVerdict dmarc) {
    if (dmarc.override().isPresent()) {
      return sealer(name, headers, arc.sets().get(arc.sets().size() - 1));
    }
    boolean dmarcPassed = dmarc.result().status() == DmarcStatus.PASS;
    List<DkimResult.Pass> counting =
        dkim.passes().stream().filter(pass -> !dmarcPassed || isAligned(pass, dmarc)).toList();
    List<DkimResult.Pass> covering =
        counting.stream().filter(pass -> covered(pass, name) >= headers.count(name)).toList();
    return dmarcPassed || covering.size() == counting.size()
        ? covering.stream().findFirst().map(pass -> pass.domain().toString())
        : Optional.empty();
  }

  /** The newest sealer, if its message signature covers all fields of a name. */
  private static Optional<String> sealer(String name, Headers headers, ArcSet newest) {
    String covered = newest.messageSignatureTags().getOrDefault("h", "");
    long names =
        Arrays.stream(covered.split(":", -1))
            .filter(it -> it.strip().equalsIgnoreCase(name))
            .count();
    return newest
        .claimedSealer()
        .filter(sealer -> names >= headers.count(name))
        .map(DomainName::toString);
  }

  private static long covered(DkimResult.Pass pass, String name) {
    return pass.claims().signedHeaders().stream().filter(name::equalsIgnoreCase).count();
  }

  private static boolean isAligned(DkimResult.Pass pass, DmarcVerdict dmarc) {
    return dmarc.result().facts().aligned().stream()
        .filter(identifier -> identifier.method() == Identifier.Method.DKIM)
        .anyMatch(identifier -> identifier.domain().equals(pass.domain()));
  }
}
