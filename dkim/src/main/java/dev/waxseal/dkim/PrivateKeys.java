package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.Ed25519;
import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.dkim.internal.KeyFormats;
import dev.waxseal.dkim.internal.PemText;
import dev.waxseal.dkim.internal.ProviderKeys;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.RsaStrength;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Limits;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Private keys in all their shapes, as keys to sign with. */
final class PrivateKeys {

  private PrivateKeys() {}

  /** The key in the text of a key file; the passphrase is empty if none was given. */
  static SigningKey fromPem(String text, char[] passphrase) throws SigningException {
    String pem = PemText.mended(text);
    Optional<byte[]> bare = bareEd25519(pem);
    if (bare.isPresent()) {
      return ofBareEd25519(bare.get());
    }
    KeyFormats.PemKey key = KeyFormats.privateKey(pem, passphrase);
    if (key instanceof KeyFormats.PemKey.Plain plain) {
      return fromPkcs8(plain.pkcs8().bytes());
    }
    if (key instanceof KeyFormats.PemKey.Locked) {
      throw new SigningException(SigningException.Problem.KEY_ENCRYPTED, "");
    }
    if (key instanceof KeyFormats.PemKey.WrongPassphrase) {
      throw new SigningException(SigningException.Problem.WRONG_PASSPHRASE, "");
    }
    throw new SigningException(
        SigningException.Problem.KEY_UNREADABLE, ((KeyFormats.PemKey.Unreadable) key).what());
  }

  /** A key of the JCA. */
  static SigningKey of(PrivateKey key) throws SigningException {
    if (key.getAlgorithm().equals("RSASSA-PSS")) { // these are RSAKey, too
      throw unsupported(Optional.of("an RSASSA-PSS key"));
    }
    if (key instanceof RSAKey rsa) {
      SigningKey own =
          SigningKey.of(
              SigningAlgorithm.RSA_SHA256,
              rsa.getModulus().bitLength(),
              rsaPublicKey(key),
              data -> sign("SHA256withRSA", key, data));
      byte[] encoded = key.getEncoded();
      return encoded == null ? own : own.shown(encoded);
    }
    if (key.getAlgorithm().equals("RSA")) {
      return opaqueRsa(key);
    }
    if (isEd25519(key)) {
      byte[] encoded = key.getEncoded();
      Optional<byte[]> seed = encoded == null ? Optional.empty() : KeyFormats.ed25519Seed(encoded);
      return seed.isPresent() ? ed25519(seed.get()) : opaqueEd25519(key);
    }
    throw new SigningException(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED, "it is " + key.getAlgorithm());
  }

  /** Keys of this curve go by its name, or by that of the family. */
  private static boolean isEd25519(PrivateKey key) {
    return key instanceof EdECKey edwards
        ? edwards.getParams().getName().equals("Ed25519")
        : key.getAlgorithm().equals("Ed25519");
  }

  /** A key that does not even show its modulus; the length of a signature tells that of the key. */
  private static SigningKey opaqueRsa(PrivateKey key) throws SigningException {
    try {
      int bits = Byte.SIZE * sign("SHA256withRSA", key, new byte[0]).length;
      return SigningKey.of(
          SigningAlgorithm.RSA_SHA256,
          bits,
          Optional.empty(),
          data -> sign("SHA256withRSA", key, data));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new SigningException(SigningException.Problem.KEY_FAILED, e);
    }
  }

  private static SigningKey opaqueEd25519(PrivateKey key) throws SigningException {
    return SigningKey.of(
        SigningAlgorithm.ED25519_SHA256,
        SigningAlgorithm.ED25519_SHA256.leastKeyBits(),
        Optional.empty(),
        data -> sign("Ed25519", key, data));
  }

  /** An Ed25519 key from its seed, the 32 octets of RFC 8032 section 5.1.5. */
  static SigningKey ed25519(byte[] seed) throws SigningException {
    if (seed.length != Ed25519.KEY_LENGTH) {
      throw new SigningException(
          SigningException.Problem.KEY_UNREADABLE,
          "an Ed25519 key has " + Ed25519.KEY_LENGTH + " octets, this one " + seed.length);
    }
    byte[] secret = seed.clone();
    return SigningKey.of(
            SigningAlgorithm.ED25519_SHA256,
            SigningAlgorithm.ED25519_SHA256.leastKeyBits(),
            Optional.of(Octets.of(Ed25519.publicKey(secret))),
            data -> Ed25519.sign(secret, data))
        .shown(Ed25519.pkcs8(secret));
  }

  /** The signer by a provider, if its signature is that of the standard. */
  static Optional<SigningKey.RawSigner> provided(
      Provider provider, SigningAlgorithm algorithm, byte[] pkcs8, SigningKey.RawSigner standard) {
    byte[] probe = new byte[32]; // as long as the hash that Ed25519 signs
    try {
      ProviderKeys.Signing signing = new ProviderKeys(provider).signing(algorithm, pkcs8);
      byte[] expected = standard.sign(probe);
      return Arrays.equals(signing.sign(probe), expected)
          ? Optional.of(data -> provided(signing, expected.length, standard, data))
          : Optional.empty();
    } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static byte[] provided(
      ProviderKeys.Signing signing, int length, SigningKey.RawSigner standard, byte[] data)
      throws GeneralSecurityException {
    try {
      byte[] signature = signing.sign(data);
      if (signature.length == length) {
        return signature;
      }
    } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
      // as if there were no provider
    }
    return standard.sign(data);
  }

  /**
   * The input of the raw signer: RFC 6376 section 3.3.2 for RSA, RFC 8463 section 3 for Ed25519.
   */
  static byte[] toBeSigned(SigningAlgorithm algorithm, byte[] signedData) {
    return switch (algorithm) {
      case RSA_SHA256 -> signedData;
      case ED25519_SHA256 -> Hashes.sha256(signedData);
    };
  }

  private static SigningKey fromPkcs8(byte[] pkcs8) throws SigningException {
    Optional<byte[]> seed = KeyFormats.ed25519Seed(pkcs8);
    if (seed.isPresent()) {
      return ed25519(seed.get());
    }
    try {
      return of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      throw unsupported(KeyFormats.kindOfPrivateKey(pkcs8));
    }
  }

  private static SigningException unsupported(Optional<String> kind) {
    return new SigningException(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED,
        kind.map(name -> "it is " + name).orElse(""));
  }

  /**
   * Refuses a key whose signatures no verifier would count.
   *
   * @param publicKey the public key as {@code p=} has it, if it is known
   */
  static void checkStrength(SigningAlgorithm algorithm, int bits, Optional<Octets> publicKey)
      throws SigningException {
    try {
      switch (algorithm) {
        case RSA_SHA256 ->
            new RsaStrength(bits, publicKey.flatMap(key -> KeyFormats.rsaExponent(key.bytes())))
                .check(Limits.defaults());
        case ED25519_SHA256 -> {} // all keys are of one length
      }
    } catch (Refusal refusal) {
      SigningException.Problem problem =
          switch (refusal.reason()) {
            case KEY_TOO_SHORT -> SigningException.Problem.KEY_TOO_SHORT;
            case KEY_TOO_LONG -> SigningException.Problem.KEY_TOO_LONG;
            default -> SigningException.Problem.KEY_UNSAFE_EXPONENT;
          };
      throw new SigningException(problem, "this one has " + refusal.about());
    }
  }

  /**
   * The octets of a text that is base64 and nothing else, as long as signers keep Ed25519 keys: the
   * seed (dkimpy), or the seed and the public key (rspamd).
   */
  private static Optional<byte[]> bareEd25519(String text) {
    try {
      byte[] octets = Base64.getDecoder().decode(text.strip());
      boolean fits = octets.length == Ed25519.KEY_LENGTH || octets.length == 2 * Ed25519.KEY_LENGTH;
      return Optional.of(octets).filter(any -> fits);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SigningKey ofBareEd25519(byte[] octets) throws SigningException {
    byte[] seed = Arrays.copyOf(octets, Ed25519.KEY_LENGTH);
    byte[] rest = Arrays.copyOfRange(octets, Ed25519.KEY_LENGTH, octets.length);
    if (rest.length > 0 && !Arrays.equals(rest, Ed25519.publicKey(seed))) {
      throw new SigningException(
          SigningException.Problem.KEY_UNREADABLE,
          "it is 64 octets in base64, as rspamd keeps an Ed25519 key, but the public key in the"
              + " second half does not belong to the seed in the first");
    }
    return ed25519(seed);
  }

  private static Optional<Octets> rsaPublicKey(PrivateKey key) {
    if (!(key instanceof RSAPrivateCrtKey rsa)) {
      return Optional.empty();
    }
    try {
      RSAPublicKeySpec spec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
      return Optional.of(
          Octets.of(KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded()));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static byte[] sign(String algorithm, PrivateKey key, byte[] data)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(data);
    return signature.sign();
  }
}
