package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * The result for one identity. Only a {@link Pass} has a domain that vouches for the client.
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface SpfResult {

  /** The result word of RFC 7208 and RFC 8601. */
  SpfStatus status();

  /** The identity that was checked. */
  SpfScope scope();

  /** The domain of that identity, to be believed in a pass only; empty if it has none. */
  Optional<DomainName> checkedDomain();

  /** The directive that matched, as it was written, cut after 200 characters; if one did. */
  Optional<String> mechanism();

  /** The steps that led to it. */
  SpfTrace trace();

  /** Terms that cause look-ups and were evaluated, of 10 (RFC 7208 section 4.6.4). */
  default int lookups() {
    return trace().lookups();
  }

  /** Terms for which DNS had nothing, of 2 (RFC 7208 section 4.6.4). */
  default int voidLookups() {
    return trace().voidLookups();
  }

  /**
   * The client is authorized to send with the identity.
   *
   * @param domain the domain of the identity, which is hereby authenticated
   * @param scope the identity
   * @param matched the directive that matched, as it was written
   * @param trace the steps that led to it
   */
  record Pass(DomainName domain, SpfScope scope, String matched, SpfTrace trace)
      implements SpfResult {

    @Override
    public SpfStatus status() {
      return SpfStatus.PASS;
    }

    @Override
    public Optional<DomainName> checkedDomain() {
      return Optional.of(domain);
    }

    @Override
    public Optional<String> mechanism() {
      return Optional.of(matched);
    }

    /** The result on one line, for logs. */
    @Override
    public String toString() {
      return "pass " + scope.word() + " " + domain + " (" + matched + ")";
    }
  }

  /**
   * The identity is not authenticated, whatever the reason.
   *
   * @param scope the identity
   * @param checkedDomain its domain, which nobody vouches for
   * @param reason the reason
   * @param about the detail, printable ASCII on one line; may be empty
   * @param explanation the domain's own text about a fail: a stranger's text, printable ASCII on
   *     one line, of 500 characters at most, and to be shown as a stranger's (RFC 7208 6.2)
   * @param mechanism the directive that matched, if one did
   * @param trace the steps that led to it
   */
  record Failure(
      SpfScope scope,
      Optional<DomainName> checkedDomain,
      SpfReason reason,
      String about,
      Optional<String> explanation,
      Optional<String> mechanism,
      SpfTrace trace)
      implements SpfResult {

    @Override
    public SpfStatus status() {
      return reason.status();
    }

    /** The reason for people, with what exactly it is: printable ASCII on one line. */
    public String detail() {
      return reason.detail(about);
    }

    /** The result on one line, for logs. */
    @Override
    public String toString() {
      String domain = checkedDomain.map(name -> " " + name).orElse("");
      return status().word() + " " + scope.word() + domain + " " + reason + ": " + detail();
    }
  }
}
