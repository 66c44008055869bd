package vectors;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.Octets;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What DKIM might have said about a message. */
final class DkimOutcomes {

  private static final HeaderField FIELD = HeaderField.of("DKIM-Signature", "v=1");
  private static final Octets NOTHING = Octets.of(new byte[0]);

  private DkimOutcomes() {}

  static DkimResult pass(String domain) {
    return pass(domain, Set.of());
  }

  /** A signature with a key in testing mode. */
  static DkimResult testing(String domain) {
    return pass(domain, Set.of("y"));
  }

  static DkimResult failed(String domain, DkimReason reason) {
    return new DkimResult.Failure(FIELD, Optional.of(claims(domain)), Optional.empty(), reason, "");
  }

  private static DkimResult pass(String domain, Set<String> flags) {
    DkimKeyRecord key =
        new DkimKeyRecord(
            "ed25519",
            Optional.empty(),
            List.of("*"),
            flags,
            Optional.empty(),
            NOTHING,
            OptionalInt.of(256));
    return new DkimResult.Pass(FIELD, claims(domain), key, 0, List.of());
  }

  private static DkimSignature claims(String domain) {
    return new DkimSignature(
        "ed25519-sha256",
        "relaxed/relaxed",
        DomainName.of(domain),
        DomainName.of("s"),
        "@" + domain,
        DomainName.of(domain),
        List.of("from"),
        List.of("dns/txt"),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        NOTHING,
        NOTHING);
  }
}
