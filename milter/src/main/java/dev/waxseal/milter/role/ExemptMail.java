package dev.waxseal.milter.role;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.spf.SpfScope;
import dev.waxseal.spf.SpfStatus;
import java.util.Optional;

/** Decides which mail is exempted from the consequences of its verdict. Immutable. */
record ExemptMail(Exemptions exempt) {

  /** The fact of the log that has the reason. */
  static final String FACT = "exempt";

  private static final String SIGNED = "dkim:";
  private static final String SENT = "spf:";

  /**
   * The reason why a message is exempted, as the log has it: {@code network}, {@code
   * authenticated}, {@code dkim:} or {@code spf:} with the domain that passes; empty if it is not
   * exempted.
   */
  Optional<String> reason(Envelope envelope, InboundReport report) {
    if (envelope.client().filter(exempt::contains).isPresent()) {
      return Optional.of("network");
    }
    if (exempt.authenticated() && SigningPolicy.hasAuthenticated(envelope)) {
      return Optional.of("authenticated");
    }
    Optional<String> signed =
        report.dkim().passes().stream()
            .map(DkimResult.Pass::domain)
            .filter(exempt.domains()::contains)
            .map(domain -> SIGNED + domain)
            .findFirst();
    return signed.or(() -> sent(envelope, report));
  }

  /**
   * The override type for a reason. A domain that the configuration names is on "a locally
   * maintained list of known and trusted forwarders" (RFC 9990 section 3.1.6); all else is the
   * receiver's own policy.
   */
  static OverrideType override(String reason) {
    return reason.startsWith(SIGNED) || reason.startsWith(SENT)
        ? OverrideType.TRUSTED_FORWARDER
        : OverrideType.LOCAL_POLICY;
  }

  /** With an empty MAIL FROM, SPF is about the name in HELO (RFC 7208 section 2.4). */
  private Optional<String> sent(Envelope envelope, InboundReport report) {
    return report
        .spf()
        .filter(spf -> spf.status() == SpfStatus.PASS && spf.scope() == SpfScope.MFROM)
        .filter(spf -> !envelope.mailFrom().isEmpty())
        .flatMap(InboundSpf::domain)
        .filter(exempt.domains()::contains)
        .map(domain -> SENT + domain);
  }
}
