package dev.waxseal.dkim;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key records at one name in DNS, and what is wrong with them.
 *
 * <p>Immutable; share it among threads.
 *
 * @param name the name: selector, {@code _domainkey}, domain (RFC 6376 section 3.6.2.1)
 * @param answer the answer of DNS
 * @param keys the TXT records at the name, read; empty if there is none, or no answer
 * @param findings the findings about the name as a whole; each key has its own
 */
public record DkimExplanation(
    DomainName name,
    DnsAnswer<DnsRecord.Txt> answer,
    List<Key> keys,
    List<RecordFinding> findings) {

  /** The kinds of findings about key records. */
  public enum Finding implements RecordFinding.Kind {
    /** There is no TXT record at the name. */
    NO_RECORD(
        RecordFinding.Severity.ERROR,
        "RFC 6376 section 6.1.2 step 3",
        "there is no TXT record at this name"),
    /** There are several records; the number is told. */
    SEVERAL_RECORDS(
        RecordFinding.Severity.WARNING,
        "RFC 6376 section 3.6.2.2",
        "it is undefined which of several records receivers use"),
    /** The text is not a key record; the details are told. */
    NOT_A_KEY_RECORD(
        RecordFinding.Severity.ERROR, "RFC 6376 section 3.6.1", "this is not a key record"),
    /** The record holds a private key. */
    PRIVATE_KEY(
        RecordFinding.Severity.ERROR,
        "RFC 6376 section 6.1.2 step 5",
        "a private key stands in this record; everybody can have it: withdraw it and make a new"
            + " key"),
    /** {@code p=} is empty. */
    REVOKED(
        RecordFinding.Severity.ERROR,
        "RFC 6376 section 3.6.1",
        "the key has been revoked: p= is empty"),
    /** The type of the key, {@code k=}, is not known. */
    UNKNOWN_KEY_TYPE(
        RecordFinding.Severity.ERROR, "RFC 6376 section 3.6.1", "keys of this type verify nothing"),
    /** The services, {@code s=}, do not include e-mail. */
    NOT_FOR_EMAIL(
        RecordFinding.Severity.ERROR, "RFC 6376 section 3.6.1", "the key is not for e-mail"),
    /** The hashes, {@code h=}, do not include SHA-256. */
    SHA256_NOT_ALLOWED(
        RecordFinding.Severity.ERROR,
        "RFC 8301 section 3.1",
        "this does not allow sha256, the only hash that is in use"),
    /** {@code h=} holds a name that is meant for SHA-256, such as that of an algorithm. */
    MISNAMED_HASH(
        RecordFinding.Severity.ERROR, "RFC 6376 section 3.6.1", "the hash is named sha256 in h="),
    /** An RSA key that is too short to be trusted. */
    KEY_TOO_SHORT(DkimReason.KEY_TOO_SHORT),
    /** An RSA key that verifiers do not spend time on. */
    KEY_TOO_LONG(DkimReason.KEY_TOO_LONG),
    /** An RSA key with an exponent with which anyone could sign, or none could verify. */
    KEY_UNSAFE_EXPONENT(DkimReason.KEY_UNSAFE_EXPONENT),
    /** An RSA key that is shorter than advised. */
    SHORT_KEY(
        RecordFinding.Severity.WARNING,
        "RFC 8301 section 3.2",
        "at least " + SigningAlgorithm.RSA_SHA256.advisedKeyBits() + " bits are advised"),
    /** {@code t=y}. */
    IN_TESTING(
        RecordFinding.Severity.WARNING,
        "RFC 6376 section 3.6.1",
        "the key is in testing, and some receivers treat its mail as if it were not signed"),
    /** {@code t=s}. */
    STRICT(
        RecordFinding.Severity.WARNING,
        "RFC 6376 section 3.6.1",
        "signatures whose i= is in a sub-domain do not count"),
    /** A flag in {@code t=} is not defined. */
    UNKNOWN_FLAG(RecordFinding.Severity.WARNING, "RFC 6376 section 3.6.1", "the flag is not known"),
    /** A tag is not defined. */
    UNKNOWN_TAG(
        RecordFinding.Severity.WARNING,
        "RFC 6376 section 3.6.1",
        "the tag is not known, and is ignored");

    private final RecordFinding.Severity severity;
    private final String section;
    private final String summary;

    Finding(RecordFinding.Severity severity, String section, String summary) {
      this.severity = severity;
      this.section = section;
      this.summary = summary;
    }

    Finding(DkimReason reason) {
      this(RecordFinding.Severity.ERROR, reason.section(), reason.summary());
    }

    @Override
    public String protocol() {
      return "dkim";
    }

    @Override
    public RecordFinding.Severity severity() {
      return severity;
    }

    @Override
    public String section() {
      return section;
    }

    @Override
    public String summary() {
      return summary;
    }
  }

  /**
   * A key record, read.
   *
   * @param text the text as published, one character an octet; it may hold a private key
   * @param keyRecord the record; empty if the text is not a key record
   * @param findings the findings about it, the errors first
   */
  public record Key(String text, Optional<DkimKeyRecord> keyRecord, List<RecordFinding> findings) {

    /** Copies the list. */
    public Key {
      findings = List.copyOf(findings);
    }

    /**
     * Reads the text of a TXT record, its strings put together.
     *
     * @param text one character an octet (ISO-8859-1). With a character above U+00FF it is not a
     *     key record; {@code DnsRecord.Txt.of(text).text()} makes octets of Unicode text
     */
    public static Key of(String text) {
      return KeyFindings.read(text);
    }

    /** Returns true if it holds a key that verifies mail. */
    public boolean isUsable() {
      return findings.stream()
          .noneMatch(finding -> finding.severity() == RecordFinding.Severity.ERROR);
    }
  }

  /** Copies the lists. */
  public DkimExplanation {
    keys = List.copyOf(keys);
    findings = List.copyOf(findings);
  }

  static DkimExplanation of(DomainName name, DnsAnswer<DnsRecord.Txt> answer) {
    List<Key> keys = new ArrayList<>();
    if (answer instanceof DnsAnswer.Found<DnsRecord.Txt> found) {
      found.records().forEach(txt -> keys.add(Key.of(txt.text())));
    }
    List<RecordFinding> findings = new ArrayList<>();
    if (keys.isEmpty() && !(answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt>)) {
      findings.add(new RecordFinding(Finding.NO_RECORD, ""));
    }
    if (keys.size() > 1) {
      findings.add(new RecordFinding(Finding.SEVERAL_RECORDS, keys.size() + " records"));
    }
    return new DkimExplanation(name, answer, keys, findings);
  }

  /** Returns true if one of the records holds a key that verifies mail. */
  public boolean isUsable() {
    return keys.stream().anyMatch(Key::isUsable);
  }
}
