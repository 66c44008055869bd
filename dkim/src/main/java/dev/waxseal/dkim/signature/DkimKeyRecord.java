package dev.waxseal.dkim.signature;

import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A key record, as published in DNS (RFC 6376 section 3.6.1).
 *
 * <p>Immutable; share it among threads.
 *
 * @param keyType the type of the key, {@code k=}, or the default {@code rsa}
 * @param hashAlgorithms the hashes that it may be used with, {@code h=}; empty if it names none,
 *     which allows all
 * @param services the services that it is for, {@code s=}, or the default {@code *}
 * @param flags the flags, {@code t=}
 * @param notes the remark for people, {@code n=}, as it stands: not checked, one character an octet
 * @param keyData the octets of the key, {@code p=}; none if it has been revoked
 * @param keyBits the length of the key: the bits of an RSA modulus, 256 for Ed25519; empty if it
 *     has been revoked or is of another type
 */
public record DkimKeyRecord(
    String keyType,
    Optional<List<String>> hashAlgorithms,
    List<String> services,
    Set<String> flags,
    Optional<String> notes,
    Octets keyData,
    OptionalInt keyBits) {

  /** The type of the keys of records without {@code k=}. */
  public static final String DEFAULT_KEY_TYPE = SigningAlgorithm.RSA_SHA256.keyType();

  /** What reading a text as a key record comes to. */
  public sealed interface Parsed {
    /** The record. */
    record Valid(DkimKeyRecord keyRecord) implements Parsed {}

    /**
     * The text is no key record (RFC 6376 section 6.1.2 step 5).
     *
     * @param detail what is wrong with it: printable ASCII on one line
     */
    record Invalid(String detail) implements Parsed {}
  }

  /** Copies the lists. */
  public DkimKeyRecord {
    hashAlgorithms = hashAlgorithms.map(List::copyOf);
    services = List.copyOf(services);
    flags = Set.copyOf(flags);
  }

  /**
   * Reads the text of a TXT record, its strings put together.
   *
   * @param text one character an octet (ISO-8859-1). With a character above U+00FF it is invalid;
   *     {@code DnsRecord.Txt.of(text).text()} makes octets of Unicode text
   */
  public static Parsed parse(String text) {
    if (text.chars().anyMatch(c -> c > 0xFF)) {
      return new Parsed.Invalid("it has a character that is not an octet; encode it as UTF-8");
    }
    try {
      return new Parsed.Valid(KeyRecordParser.parse(text, Limits.defaults()).keyRecord());
    } catch (Refusal refusal) {
      return new Parsed.Invalid(
          refusal.reason() == DkimReason.KEY_SYNTAX
              ? refusal.about()
              : refusal.reason().detail(refusal.about()));
    }
  }

  /**
   * Why no signature by this key counts, whatever it signs, with the default limits: {@link
   * DkimReason#KEY_TOO_SHORT}, {@link DkimReason#KEY_TOO_LONG} or {@link
   * DkimReason#KEY_UNSAFE_EXPONENT}; empty if it is good enough, or holds no key.
   */
  public Optional<DkimReason> weakness() {
    try {
      Optional<PublicKey> key = KeyRecordParser.publicKey(this);
      if (key.isPresent()) {
        key.get().checkStrength(Limits.defaults());
      }
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.reason());
    }
  }

  /** The algorithm of the signatures by this key; empty if its type is unknown. */
  public Optional<SigningAlgorithm> algorithm() {
    return SigningAlgorithm.ofKeyType(keyType);
  }

  /** Returns true if the key is shorter than a new key should be; false if it holds no key. */
  public boolean isShorterThanAdvised() {
    return keyBits.isPresent()
        && algorithm().filter(it -> keyBits.getAsInt() < it.advisedKeyBits()).isPresent();
  }

  /**
   * The text of a key record to publish.
   *
   * @param keyData the public key as {@code p=} has it
   */
  public static String text(SigningAlgorithm algorithm, Octets keyData) {
    return "v=DKIM1; k=" + algorithm.keyType() + "; p=" + keyData;
  }

  /** Whether the key has been revoked: {@code p=} is empty. */
  public boolean isRevoked() {
    return keyData.isEmpty();
  }

  /**
   * Whether the domain is only testing DKIM, {@code t=y} (RFC 6376 section 3.6.1): a wish of its
   * owner, which {@link DkimVerifier#treatingTestKeysAsUnsigned()} keeps to the letter.
   */
  public boolean isTesting() {
    return flags.contains("y");
  }

  /** Whether the identity has to be of the signing domain itself, {@code t=s}. */
  public boolean isStrict() {
    return flags.contains("s");
  }

  /** Whether it may be used for e-mail: {@code s=} lists {@code *} or {@code email}. */
  public boolean servesEmail() {
    return services.contains("*") || services.contains("email");
  }

  /** Whether it may be used with SHA-256. */
  public boolean allowsSha256() {
    return hashAlgorithms.isEmpty() || hashAlgorithms.get().contains("sha256");
  }
}
