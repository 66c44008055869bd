package dev.waxseal.reports;

import dev.waxseal.spf.SpfScope;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A record of an aggregate report: messages from one address with the same identifiers and results
 * (RFC 9990 section 3.1.1.7).
 *
 * <p>Immutable; share it among threads.
 *
 * @param sourceIp the address that the messages came from: a dotted quad, or IPv6 as RFC 5952 has
 *     it; otherwise the text of the report
 * @param count the number of messages, from 1 to 2^53
 * @param policyEvaluated the result of DMARC, and the treatment
 * @param identifiers the domains in the messages
 * @param dkim the results of DKIM, in order
 * @param spf the results of SPF; at most one by RFC 9990
 */
public record AggregateRecord(
    String sourceIp,
    long count,
    PolicyEvaluated policyEvaluated,
    Identifiers identifiers,
    List<DkimAuthResult> dkim,
    List<SpfAuthResult> spf) {

  /** The treatment of a message: {@code disposition}. */
  public enum Disposition {
    /** Nothing: it was delivered as if there were no policy. */
    NONE,
    /** Nothing, since it passed under a policy of quarantine or reject; new in RFC 9990. */
    PASS,
    /** It was treated as suspicious. */
    QUARANTINE,
    /** It was refused. */
    REJECT
  }

  /** The result of a method as DMARC counts it: with alignment. */
  public enum DmarcOutcome {
    /** The method gave an aligned domain. */
    PASS,
    /** It did not. */
    FAIL
  }

  /**
   * The kinds of reason for not doing what the policy asks for: {@code type} of a {@code reason}.
   */
  public enum OverrideType {
    /** The receiver's own policy; with ARC, too (RFC 8617 section 7.2.2). */
    LOCAL_POLICY,
    /** It takes the message for one of a mailing list. */
    MAILING_LIST,
    /** Something else. */
    OTHER,
    /** The record has {@code t=y}; new in RFC 9990. */
    POLICY_TEST_MODE,
    /** It knows the forwarder. */
    TRUSTED_FORWARDER,
    /** It takes the message for a forwarded one; gone in RFC 9990. */
    FORWARDED,
    /** Left out because of {@code pct}; gone in RFC 9990. */
    SAMPLED_OUT
  }

  /** The results of DKIM and SPF, whatever the alignment (RFC 8601 sections 2.7.1 and 2.7.2). */
  public enum AuthStatus {
    /** There was no signature, or no record. */
    NONE,
    /** It is verified, or authorized. */
    PASS,
    /** It is not. */
    FAIL,
    /** The receiver's own rules do not accept it. */
    POLICY,
    /** It could not be understood; of SPF, the domain says nothing about the client. */
    NEUTRAL,
    /** It could not be checked then. */
    TEMPERROR,
    /** It can never be checked. */
    PERMERROR,
    /** The client is probably not authorized; of SPF alone. */
    SOFTFAIL
  }

  /**
   * The result of DMARC and the treatment: {@code policy_evaluated}.
   *
   * @param disposition the treatment
   * @param dkim the result of DKIM with alignment
   * @param spf the result of SPF with alignment
   * @param reasons the reasons for another treatment than the policy asks for
   */
  public record PolicyEvaluated(
      Word<Disposition> disposition,
      Word<DmarcOutcome> dkim,
      Word<DmarcOutcome> spf,
      List<Reason> reasons) {

    /** Copies the list. */
    public PolicyEvaluated {
      reasons = List.copyOf(reasons);
    }

    /** Returns true if DMARC passed: one of the two methods did, with alignment. */
    public boolean passed() {
      return dkim.is(DmarcOutcome.PASS) || spf.is(DmarcOutcome.PASS);
    }

    /** Returns true if the messages were neither quarantined nor refused. */
    public boolean delivered() {
      return disposition.is(Disposition.NONE) || disposition.is(Disposition.PASS);
    }
  }

  /**
   * A reason for doing something else than the policy asks for. Some receivers write one on records
   * that pass: it is a remark, not proof of an override.
   *
   * @param type the kind; {@link OverrideType#OTHER} if the report has none
   * @param comment more about it
   */
  public record Reason(Word<OverrideType> type, Optional<String> comment) {}

  /**
   * The domains in the messages.
   *
   * @param headerFrom the domain of From
   * @param envelopeFrom the domain of MAIL FROM; an empty text for the null reverse path
   * @param envelopeTo the domain of the recipient
   */
  public record Identifiers(
      String headerFrom, Optional<String> envelopeFrom, Optional<String> envelopeTo) {}

  /**
   * The result of one DKIM signature.
   *
   * @param domain {@code d=}
   * @param selector {@code s=}, if the report has one
   * @param result the result, whatever the alignment
   * @param humanResult more about it
   */
  public record DkimAuthResult(
      String domain,
      Optional<String> selector,
      Word<AuthStatus> result,
      Optional<String> humanResult) {}

  /**
   * The result of SPF.
   *
   * @param domain the domain that was checked
   * @param scope the identity that it is of; {@link SpfScope#MFROM} if the report does not say
   * @param result the result, whatever the alignment; {@code hardfail} is read as fail
   * @param humanResult more about it
   */
  public record SpfAuthResult(
      String domain, Word<SpfScope> scope, Word<AuthStatus> result, Optional<String> humanResult) {}

  /** Copies the lists. */
  public AggregateRecord {
    dkim = List.copyOf(dkim);
    spf = List.copyOf(spf);
  }

  /** The address that the messages came from; empty if the report has something else there. */
  public Optional<InetAddress> address() {
    return addressOf(sourceIp);
  }

  /** An address as RFC 5952 has it: IPv6 in lower case, without zeros, with the longest gap. */
  public static String text(InetAddress address) {
    return Addresses.text(address);
  }

  /**
   * The address that a text spells (RFC 3986 section 3.2.2, without brackets), an IPv4-mapped one
   * as IPv4. DNS is not asked.
   */
  public static Optional<InetAddress> addressOf(String text) {
    return Addresses.parse(text);
  }
}
