package dev.waxseal.dkim.signature;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A key record, as published in DNS (RFC 6376 section 3.6.1). {@code DkimVerifier.explain} looks
 * one up, and {@code DkimExplanation.Key.of} reads the text of one.
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

  /** Copies the lists. */
  public DkimKeyRecord {
    hashAlgorithms = hashAlgorithms.map(List::copyOf);
    services = List.copyOf(services);
    flags = Set.copyOf(flags);
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

  /** Returns true if the key has been revoked: {@code p=} is empty. */
  public boolean isRevoked() {
    return keyData.isEmpty();
  }

  /**
   * Returns true if the domain is only testing DKIM, {@code t=y} (RFC 6376 section 3.6.1): a wish
   * of its owner, which {@code DkimVerifier.treatingTestKeysAsUnsigned()} keeps to the letter.
   */
  public boolean isTesting() {
    return flags.contains("y");
  }

  /** Returns true if the identity must be of the signing domain itself, {@code t=s}. */
  public boolean isStrict() {
    return flags.contains("s");
  }

  /** Returns true if it may be used for e-mail: {@code s=} lists {@code *} or {@code email}. */
  public boolean servesEmail() {
    return services.contains("*") || services.contains("email");
  }

  /** Returns true if it may be used with SHA-256. */
  public boolean allowsSha256() {
    return hashAlgorithms.isEmpty() || hashAlgorithms.get().contains("sha256");
  }
}
