package dev.waxseal.inbound;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.dmarc.MailFromCheck;
import dev.waxseal.dns.DomainName;
import dev.waxseal.spf.SpfResult;
import dev.waxseal.spf.SpfScope;
import dev.waxseal.spf.SpfStatus;
import java.util.Optional;

/**
 * The result of SPF for the identity MAIL FROM, checked here or reported by the mail server.
 *
 * <p>Immutable; share it among threads.
 *
 * @param status the result
 * @param scope the identity that was checked
 * @param domain its domain; authenticated only in a pass
 * @param check the check that was made here; empty if the mail server made it
 */
public record InboundSpf(
    SpfStatus status, SpfScope scope, Optional<DomainName> domain, Optional<SpfResult> check) {

  static InboundSpf checked(SpfResult result) {
    return new InboundSpf(
        result.status(), result.scope(), result.checkedDomain(), Optional.of(result));
  }

  /** The result in Authentication-Results (RFC 8601 section 2.7.2). */
  public MethodResult methodResult() {
    MethodResult result = MethodResult.of("spf", status.word());
    if (check.isPresent() && check.get() instanceof SpfResult.Failure failure) {
      result = result.withReason(failure.detail());
    }
    return domain.isPresent()
        ? result.with(
            "smtp", scope == SpfScope.MFROM ? "mailfrom" : "helo", domain.get().toString())
        : result;
  }

  /** The input for DMARC: SPF of HELO never counts (RFC 9989 section 4.4.2). */
  MailFromCheck forDmarc() {
    if (scope == SpfScope.MFROM && domain.isPresent()) {
      if (status == SpfStatus.PASS) {
        return new MailFromCheck.Pass(domain.get());
      }
      if (status == SpfStatus.TEMPERROR) {
        return new MailFromCheck.TempError(domain.get());
      }
    }
    return MailFromCheck.none();
  }
}
