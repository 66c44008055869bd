package dev.waxseal.inbound;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dns.DomainName;
import java.util.List;

/** Keys that their domains have left in testing, {@code t=y} (RFC 6376 section 3.6.1). */
final class TestKeys {

  private TestKeys() {}

  /** A warning for each key, since some receivers count nothing that it signed. */
  static List<InboundFinding> findings(DkimReport dkim) {
    return dkim.results().stream()
        .filter(result -> result.keyRecord().filter(DkimKeyRecord::isTesting).isPresent())
        .flatMap(result -> result.signature().flatMap(DkimSignature::keyName).stream())
        .distinct()
        .map(TestKeys::finding)
        .toList();
  }

  private static InboundFinding finding(DomainName key) {
    return new InboundFinding(
        "key-in-testing",
        InboundFinding.Severity.WARNING,
        "DKIM-Signature",
        "the key "
            + key
            + " is in testing (t=y): receivers that keep RFC 6376 section 3.6.1 to the letter treat"
            + " its signatures as if there were none");
  }
}
