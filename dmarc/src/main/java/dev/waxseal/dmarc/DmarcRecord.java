package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.mime.Limits;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DMARC Policy Record, as published in DNS (RFC 9989 sections 4.7 and 4.8). Tags whose value
 * breaks the grammar have their default here.
 *
 * <p>Immutable; share it among threads.
 *
 * @param text the text of the TXT record, its strings put together; one character an octet, not
 *     checked
 * @param policy the policy for the domain itself, {@code p}; empty if it is missing or not valid
 * @param subdomainPolicy that for its subdomains, {@code sp}, if it has a valid one
 * @param nonexistentPolicy that for subdomains that do not exist, {@code np}, if it has a valid one
 * @param policyInvalid true if one of the three is there and is not a policy
 * @param dkimMode the alignment mode of signing domains, {@code adkim}
 * @param spfMode the alignment mode of the domain of MAIL FROM, {@code aspf}
 * @param publicSuffix {@code psd}: yes, no or unknown
 * @param testing true if the policy is applied one level lower, {@code t=y}
 * @param aggregateReports the places for aggregate reports: the valid URIs of {@code rua} in order
 * @param failureReports the places for failure reports: the valid URIs of {@code ruf} in order
 * @param failureOptions the cases in which failure reports are wanted, {@code fo}: some of 0, 1, d
 *     and s, in order; without meaning if there are no places for failure reports
 * @param findings the findings, each of a {@link DmarcFinding} kind
 */
public record DmarcRecord(
    String text,
    Optional<DmarcPolicy> policy,
    Optional<DmarcPolicy> subdomainPolicy,
    Optional<DmarcPolicy> nonexistentPolicy,
    boolean policyInvalid,
    AlignmentMode dkimMode,
    AlignmentMode spfMode,
    PublicSuffix publicSuffix,
    boolean testing,
    List<ReportUri> aggregateReports,
    List<ReportUri> failureReports,
    Set<String> failureOptions,
    List<RecordFinding> findings) {

  /** The outcome of reading the text of a TXT record. */
  public sealed interface Parsed {

    /** The findings, each of a {@link DmarcFinding} kind. */
    List<RecordFinding> findings();

    /** The record. */
    record Valid(DmarcRecord dmarcRecord) implements Parsed {
      @Override
      public List<RecordFinding> findings() {
        return dmarcRecord.findings();
      }
    }

    /**
     * A record of this version of DMARC that is improperly formatted as a whole: it has too many
     * tags.
     *
     * @param text the text; one character an octet, not checked
     * @param findings the findings, at least one
     */
    record Invalid(String text, List<RecordFinding> findings) implements Parsed {
      /** Copies the list. */
      public Invalid {
        findings = List.copyOf(findings);
      }
    }

    /**
     * No record of this version of DMARC. It "MUST be ignored" (RFC 9989 section 4.7), as if it did
     * not exist.
     *
     * @param nearMiss the fault, if the text looks like a record: for people, printable ASCII
     *     without its first capital and its full stop
     */
    record Other(Optional<String> nearMiss) implements Parsed {
      @Override
      public List<RecordFinding> findings() {
        return List.of(new RecordFinding(DmarcFinding.NOT_DMARC1, nearMiss.orElse("")));
      }
    }
  }

  /** Copies the collections. */
  public DmarcRecord {
    aggregateReports = List.copyOf(aggregateReports);
    failureReports = List.copyOf(failureReports);
    failureOptions = Collections.unmodifiableSet(new LinkedHashSet<>(failureOptions));
    findings = List.copyOf(findings);
  }

  /**
   * Reads the text of a TXT record, its strings put together with nothing between them (RFC 9989
   * section 4.5).
   *
   * @param text one character an octet (ISO-8859-1)
   */
  public static Parsed parse(String text) {
    return parse(text, Limits.defaults());
  }

  /** Reads a text with at most {@link Limits#tags()} tags. */
  static Parsed parse(String text, Limits limits) {
    return new DmarcRecordParser(text, limits.tags()).parse();
  }

  /**
   * The effect of the record on mail that fails (RFC 9989 section 4.10.1): the policies as they
   * are; or the policy none in place of all, if they are missing or not valid and there is a place
   * to report to; or no DMARC at all.
   */
  Usability usability() {
    if (policy.isPresent() && !policyInvalid) {
      return Usability.AS_PUBLISHED;
    }
    if (!aggregateReports.isEmpty()) {
      return Usability.AS_NONE;
    }
    return policyInvalid ? Usability.INVALID : Usability.NO_POLICY;
  }

  /** The effects that a record can have. */
  enum Usability {
    AS_PUBLISHED,
    AS_NONE,
    NO_POLICY,
    INVALID
  }

  /** The alignment modes: the values of {@code adkim} and {@code aspf}. */
  public enum AlignmentMode {
    /** {@code r}: of the same Organizational Domain (RFC 9989 section 3.2.10.1). */
    RELAXED,
    /** {@code s}: identical (RFC 9989 section 3.2.10.2). */
    STRICT
  }

  /** The values of {@code psd}: if the domain is a public suffix (RFC 9989 section 4.7). */
  public enum PublicSuffix {
    /** {@code y}: it is; the domains below it are organizations of their own. */
    YES,
    /** {@code n}: it is not, and it is the Organizational Domain of itself and what is below it. */
    NO,
    /** {@code u}: the tree walk decides. */
    UNKNOWN
  }

  /**
   * A place that reports go to (RFC 9989 section 4.6), without the size that once could follow it.
   *
   * @param text the URI as it was written: printable ASCII without comma, exclamation mark and
   *     space
   * @param host the domain that the reports go to: that of the address of a mailto, or the host of
   *     another URI; empty if it has none that is a domain name
   */
  public record ReportUri(String text, Optional<DomainName> host) {

    /** {@code dmarc-uri [ "!" 1*DIGIT [ "k" / "m" / "g" / "t" ] ]} (RFC 9989 section 4.8). */
    private static final Pattern SIZED = Pattern.compile("([^!]++)(!\\d++[kmgtKMGT]?)?");

    /** {@code scheme ":" hier-part} and so on (RFC 3986 section 3), as far as characters go. */
    private static final Pattern URI =
        Pattern.compile(
            "[A-Za-z][A-Za-z0-9+.-]*+:(?:[A-Za-z0-9._~:/?#\\[\\]@$&'()*+;=-]|%[0-9A-Fa-f]{2})++");

    /** {@code mailto:} one address of ASCII (RFC 6068 section 2), whatever follows it. */
    private static final Pattern MAILTO =
        Pattern.compile(
            "(?i:mailto):((?:[A-Za-z0-9._~$&'*+=/-]|%[0-9A-Fa-f]{2})++)@([^?#@]++)(?:[?].*)?");

    private static final Pattern AUTHORITY =
        Pattern.compile(
            "[A-Za-z0-9+.-]++://(?:[^/?#@]*+@)?([A-Za-z0-9._-]++)(?::\\d*+)?(?:[/?#].*)?");

    /**
     * Reads a URI of a list.
     *
     * @param written the URI, without white space around it
     * @return the URI, or empty if it is not valid
     */
    static Optional<ReportUri> parse(String written) {
      Matcher sized = SIZED.matcher(written);
      if (!sized.matches() || !URI.matcher(sized.group(1)).matches()) {
        return Optional.empty();
      }
      ReportUri uri = new ReportUri(sized.group(1), host(sized.group(1)));
      return uri.isMailto() && uri.host().isEmpty() ? Optional.empty() : Optional.of(uri);
    }

    /** True if a size follows the URI. */
    static boolean hasSize(String written) {
      return written.indexOf('!') >= 0;
    }

    /** True if reports go there by mail, the one way that receivers have to support. */
    public boolean isMailto() {
      return text.toLowerCase(Locale.ROOT).startsWith("mailto:");
    }

    private static Optional<DomainName> host(String uri) {
      boolean mailto = uri.regionMatches(true, 0, "mailto:", 0, 7);
      Matcher matcher = (mailto ? MAILTO : AUTHORITY).matcher(uri);
      return matcher.matches() ? DomainName.parse(matcher.group(mailto ? 2 : 1)) : Optional.empty();
    }
  }
}
