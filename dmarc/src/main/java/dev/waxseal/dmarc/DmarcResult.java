package dev.waxseal.dmarc;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import java.util.List;
import java.util.Optional;

/**
 * The result of DMARC for one message. Only a {@link Pass} has an author domain that is vouched
 * for.
 *
 * <p>What then happens to the message is for the receiver to decide: the policy here is what the
 * domain owner prefers, and "Mail Receivers MUST NOT reject incoming messages solely on the basis
 * of a p=reject policy" (RFC 9989 section 7.4).
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface DmarcResult {

  /** The result word of RFC 9989 section 9.2. */
  DmarcStatus status();

  /** The facts that the result rests on, whatever it is. */
  DmarcFacts facts();

  /** The result for a message whose header is too large to evaluate. */
  static DmarcResult unread() {
    Author nobody =
        new Author.Unknown(Author.Problem.NO_FROM_FIELD, DmarcReason.HEADER_TOO_LARGE.summary());
    return new Failure(
        DmarcReason.HEADER_TOO_LARGE,
        "",
        new DmarcFacts(nobody, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
  }

  /** The evaluated policy, if there is a record that applies. */
  default Optional<DmarcPolicy> policy() {
    return facts().applied().map(AppliedRecord::policy);
  }

  /**
   * The result in Authentication-Results: {@code dmarc=fail header.from=… policy.dmarc=…} (RFC 9989
   * section 9.2).
   */
  default MethodResult methodResult() {
    MethodResult result = MethodResult.of("dmarc", status().word());
    if (this instanceof Failure failure && failure.reason() != DmarcReason.NO_RECORD) {
      result = result.withReason(failure.detail());
    }
    if (facts().authorDomain().isPresent()) {
      result = result.with("header", "from", facts().authorDomain().get().toString());
    }
    return policy().isPresent() ? result.with("policy", "dmarc", policy().get().word()) : result;
  }

  /**
   * A message whose author domain is vouched for.
   *
   * @param domain the author domain: that of the From field
   * @param applied the record that applies
   * @param facts the facts that it rests on
   */
  record Pass(DomainName domain, AppliedRecord applied, DmarcFacts facts) implements DmarcResult {

    @Override
    public DmarcStatus status() {
      return DmarcStatus.PASS;
    }

    /** The result on one line, for logs. */
    @Override
    public String toString() {
      return "pass " + domain + " by " + facts.aligned();
    }
  }

  /**
   * A message whose author domain, if it has one, is only a claim.
   *
   * @param reason the reason
   * @param about the detail, printable ASCII on one line; may be empty
   * @param facts the facts that it rests on
   */
  record Failure(DmarcReason reason, String about, DmarcFacts facts) implements DmarcResult {

    @Override
    public DmarcStatus status() {
      return reason.status();
    }

    /** The reason for people, with what exactly is wrong: printable ASCII on one line. */
    public String detail() {
      return reason.detail(about);
    }

    /** The result on one line, for logs. */
    @Override
    public String toString() {
      return status().word() + " " + reason + ": " + detail();
    }
  }
}
