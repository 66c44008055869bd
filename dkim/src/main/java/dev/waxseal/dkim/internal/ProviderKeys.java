package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;

/**
 * Keys in the form of one provider of the JCA. Objects of the JCA are made for each signature: they
 * are for one thread, and a native provider needs a microsecond or two to make one.
 *
 * <p>Immutable; share it among threads.
 */
public final class ProviderKeys {

  /** The provider in the JDK whose Ed25519 keys providers without a KeyFactory take. */
  private static final String JDK_ED25519 = "SunEC";

  private static final int HASH_OCTETS = 32;

  private static final String RSA_SIGNATURE = "SHA256withRSA";

  private static final String RAW_RSA = "RSA/ECB/NoPadding";

  private final Provider provider;

  /** The keys of a provider. */
  public ProviderKeys(Provider provider) {
    this.provider = provider;
  }

  /** The algorithms whose signatures it verifies, tried with keys that are public. */
  public Set<SigningAlgorithm> verifies() {
    byte[] hash = new byte[HASH_OCTETS];
    Set<SigningAlgorithm> verifies = EnumSet.noneOf(SigningAlgorithm.class);
    // The cube root of an encoded hash, for the one modulus where it is that.
    BigInteger root = BigInteger.valueOf(3).shiftLeft(681).add(BigInteger.ONE);
    BigInteger encoded = SignedDigest.encoded(SignedDigest.Name.SHA_256.info(), hash, 256);
    RsaPublicKey rsa = new RsaPublicKey(root.pow(3).subtract(encoded), BigInteger.valueOf(3));
    byte[] signature = new byte[256];
    byte[] octets = root.toByteArray();
    System.arraycopy(octets, 0, signature, 256 - octets.length, octets.length);
    if (new ProvidedPublicKey(rsa, this).isAccepted(hash, signature)) {
      verifies.add(SigningAlgorithm.RSA_SHA256);
    }
    Ed25519PublicKey edwards = new Ed25519PublicKey(Octets.of(Ed25519.publicKey(hash)));
    if (new ProvidedPublicKey(edwards, this).isAccepted(hash, Ed25519.sign(hash, hash))) {
      verifies.add(SigningAlgorithm.ED25519_SHA256);
    }
    return verifies;
  }

  /** Returns true if it claims to sign; a key shows if that is so. */
  public boolean hasSignatures() {
    return provider.getService("Signature", RSA_SIGNATURE) != null
        || serviceOf("Signature").isPresent();
  }

  /** Accepts signatures by one public key. */
  @FunctionalInterface
  interface Accepting {

    /** Returns true if the key made a signature; parameters as for {@link PublicKey#verify}. */
    boolean accepts(byte[] sha256, byte[] signature) throws GeneralSecurityException;
  }

  /** Signs by one private key. */
  @FunctionalInterface
  public interface Signing {

    /**
     * Signs.
     *
     * @param data the text for RSA, its SHA-256 for Ed25519
     */
    byte[] sign(byte[] data) throws GeneralSecurityException;
  }

  /**
   * Raw RSA (RFC 8017 section 5.2.2): the encoded hash is compared here, as without a provider, so
   * that there is nothing to parse.
   *
   * @throws GeneralSecurityException if the provider cannot work with this key
   */
  Accepting accepting(RsaPublicKey key) throws GeneralSecurityException {
    java.security.PublicKey rsa =
        KeyFactory.getInstance("RSA", provider)
            .generatePublic(new RSAPublicKeySpec(key.modulus(), key.exponent()));
    cipher(rsa); // which fails for many keys if it fails for one
    return (sha256, signature) ->
        key.isEncoded(new BigInteger(1, cipher(rsa).doFinal(signature)), sha256);
  }

  /**
   * Ed25519 by the provider.
   *
   * @throws GeneralSecurityException if the provider cannot work with this key
   */
  Accepting accepting(Ed25519PublicKey key) throws GeneralSecurityException {
    byte[] info = Ed25519.info(key.key().bytes());
    java.security.PublicKey edwards = ed25519Factory().generatePublic(new X509EncodedKeySpec(info));
    String name = named("Signature");
    Signature.getInstance(name, provider).initVerify(edwards);
    return (sha256, signature) -> {
      Signature verifying = Signature.getInstance(name, provider);
      verifying.initVerify(edwards);
      verifying.update(sha256);
      return verifying.verify(signature);
    };
  }

  /**
   * Signing by a private key.
   *
   * @param pkcs8 the key, not encrypted
   * @throws GeneralSecurityException if the provider cannot work with this key
   */
  public Signing signing(SigningAlgorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return switch (algorithm) {
      case RSA_SHA256 -> signing(RSA_SIGNATURE, KeyFactory.getInstance("RSA", provider), pkcs8);
      case ED25519_SHA256 -> signing(named("Signature"), ed25519Factory(), pkcs8);
    };
  }

  private Signing signing(String name, KeyFactory factory, byte[] pkcs8)
      throws GeneralSecurityException {
    PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    return data -> {
      Signature signing = Signature.getInstance(name, provider);
      signing.initSign(key);
      signing.update(data);
      return signing.sign();
    };
  }

  private Cipher cipher(java.security.PublicKey rsa) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(RAW_RSA, provider);
    cipher.init(Cipher.ENCRYPT_MODE, rsa);
    return cipher;
  }

  private KeyFactory ed25519Factory() throws GeneralSecurityException {
    return serviceOf("KeyFactory").isPresent()
        ? KeyFactory.getInstance(named("KeyFactory"), provider)
        : KeyFactory.getInstance("Ed25519", JDK_ED25519);
  }

  /** What the provider calls Ed25519, by its name or by that of the family. */
  private String named(String type) throws GeneralSecurityException {
    return serviceOf(type)
        .orElseThrow(() -> new InvalidKeyException(provider.getName() + " has no Ed25519"));
  }

  private Optional<String> serviceOf(String type) {
    for (String name : new String[] {"Ed25519", "EdDSA"}) {
      if (provider.getService(type, name) != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
