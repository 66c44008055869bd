package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One set of a chain: the results that one handler of the message saw, its two signatures, and the
 * checks of these signatures (RFC 8617 section 4.2).
 *
 * <p>Except for the checks these are claims. A set of a broken chain may be incomplete; of several
 * fields where there should be one, this has the topmost.
 *
 * <p>Immutable; share it among threads.
 *
 * @param instance its number in the chain, {@code i=}, 1 to 50; 1 is the oldest
 * @param authenticationResults the ARC-Authentication-Results field
 * @param messageSignature the ARC-Message-Signature field
 * @param seal the ARC-Seal field
 * @param messageSignatureTags the tags of the message signature as they were written, for display;
 *     ISO-8859-1, one character an octet; not checked
 * @param sealTags the tags of the seal, likewise
 * @param messageSignatureCheck whether the message is as it was when it left this handler; not
 *     checked in a broken chain, nor below the first that fails
 * @param sealCheck whether the seal verifies; not checked in a broken chain, nor below the first
 *     that fails
 */
public record ArcSet(
    int instance,
    Optional<HeaderField> authenticationResults,
    Optional<HeaderField> messageSignature,
    Optional<HeaderField> seal,
    Map<String, String> messageSignatureTags,
    Map<String, String> sealTags,
    Check messageSignatureCheck,
    Check sealCheck) {

  /** The outcome of verifying a signature. */
  public enum Outcome {
    /** It verified. */
    PASSED,
    /** It did not verify. */
    FAILED,
    /** An earlier failure made it irrelevant. */
    NOT_CHECKED
  }

  /**
   * The check of one signature of a set: a message signature or a seal.
   *
   * @param outcome the outcome
   * @param reason the reason why it does not count, if it failed
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   * @param keyRecord the key record that decided, if one was read
   */
  public record Check(
      Outcome outcome,
      Optional<DkimReason> reason,
      String about,
      Optional<DkimKeyRecord> keyRecord) {

    static Check notChecked() {
      return new Check(Outcome.NOT_CHECKED, Optional.empty(), "", Optional.empty());
    }

    /** Returns true if the signature verified. */
    public boolean passed() {
      return outcome == Outcome.PASSED;
    }
  }

  /** Copies the tags. */
  public ArcSet {
    messageSignatureTags = Tags.copyOf(messageSignatureTags);
    sealTags = Tags.copyOf(sealTags);
  }

  /** This set with the checks of its signatures. */
  ArcSet with(Check messageSignature, Check seal) {
    return new ArcSet(
        instance,
        authenticationResults,
        this.messageSignature,
        this.seal,
        messageSignatureTags,
        sealTags,
        messageSignature,
        seal);
  }

  /** The status of the chain before this set, as the seal claims it, {@code cv=}. */
  public Optional<ChainStatus> chainStatus() {
    return Optional.ofNullable(sealTags.get("cv")).flatMap(ChainStatus::of);
  }

  /** The domain that claims to have sealed it, {@code d=} of the seal. */
  public Optional<DomainName> claimedSealer() {
    return name("d");
  }

  /** The selector of the key that it claims, {@code s=} of the seal. */
  public Optional<DomainName> claimedSelector() {
    return name("s");
  }

  /** The results that its handler saw, as written after the instance; empty if there are none. */
  public String payload() {
    return authenticationResults.map(field -> InstanceTag.payload(field.value())).orElse("");
  }

  /** The results that its handler saw, parsed; their syntax "does not affect the chain" (3.4). */
  public AuthenticationResults.Parsed results() {
    return AuthenticationResults.parse(payload());
  }

  /** A name in A-labels; in UTF-8 it may stand there as U-labels (section 4.1.4). */
  private Optional<DomainName> name(String tag) {
    return Optional.ofNullable(sealTags.get(tag))
        .map(octets -> new String(octets.getBytes(ISO_8859_1), UTF_8))
        .flatMap(DomainName::parse);
  }

  /** Tags that nobody can change, in their order, so that a copy of a set can share them. */
  private static final class Tags extends AbstractMap<String, String> {

    private final Map<String, String> tags;

    private Tags(Map<String, String> tags) {
      this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    static Tags copyOf(Map<String, String> tags) {
      return tags instanceof Tags same ? same : new Tags(tags);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      return tags.entrySet();
    }

    @Override
    public @Nullable String get(Object name) {
      return tags.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      return tags.containsKey(name);
    }
  }
}
