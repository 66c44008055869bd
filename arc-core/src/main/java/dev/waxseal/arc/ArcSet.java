package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One set of a chain: what one handler of the message saw, and its signatures (RFC 8617 section
 * 4.2). Claims only, and of a broken chain perhaps incomplete: of several fields that should be
 * one, the topmost stands here.
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
 */
public record ArcSet(
    int instance,
    Optional<HeaderField> authenticationResults,
    Optional<HeaderField> messageSignature,
    Optional<HeaderField> seal,
    Map<String, String> messageSignatureTags,
    Map<String, String> sealTags) {

  /** Copies the tags. */
  public ArcSet {
    messageSignatureTags = Collections.unmodifiableMap(new LinkedHashMap<>(messageSignatureTags));
    sealTags = Collections.unmodifiableMap(new LinkedHashMap<>(sealTags));
  }

  /** What the seal says of the chain before it, {@code cv=}. */
  public Optional<ChainStatus> chainStatus() {
    return Optional.ofNullable(sealTags.get("cv")).flatMap(ChainStatus::of);
  }

  /** Who claims to have sealed it, {@code d=} of the seal. */
  public Optional<DomainName> claimedSealer() {
    return name("d");
  }

  /** The selector of the key that it claims, {@code s=} of the seal. */
  public Optional<DomainName> claimedSelector() {
    return name("s");
  }

  /** What its handler saw, as written: the value after the instance; empty if there is none. */
  public String payload() {
    return authenticationResults.map(field -> InstanceTag.payload(field.value())).orElse("");
  }

  /** What its handler saw, read; "the accuracy or syntax does not affect the chain" (3.4). */
  public AuthenticationResults.Parsed results() {
    return AuthenticationResults.parse(payload());
  }

  /** A name in A-labels; in UTF-8 it may stand there as U-labels (section 4.1.4). */
  private Optional<DomainName> name(String tag) {
    return Optional.ofNullable(sealTags.get(tag))
        .map(octets -> new String(octets.getBytes(ISO_8859_1), UTF_8))
        .flatMap(DomainName::parse);
  }
}
