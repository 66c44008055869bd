package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.security.GeneralSecurityException;

/**
 * A public key whose signatures a provider of the JCA may accept. That they have the right form is
 * checked before, and what the provider does not accept, or cannot work with, is decided without
 * it: a provider makes a pass cheaper, and no result or reason depends on it.
 */
final class ProvidedPublicKey implements PublicKey {

  private final PublicKey key;
  private final ProviderKeys provider;

  /** Made of the key when it is used first, after its strength was checked. */
  private volatile ProviderKeys.Accepting accepting = this::acceptsFirst;

  ProvidedPublicKey(PublicKey key, ProviderKeys provider) {
    this.key = key;
    this.provider = provider;
  }

  @Override
  public SigningAlgorithm algorithm() {
    return key.algorithm();
  }

  @Override
  public int bits() {
    return key.bits();
  }

  @Override
  public void checkStrength(Limits limits) throws Refusal {
    key.checkStrength(limits);
  }

  @Override
  public int signatureLength() {
    return key.signatureLength();
  }

  @Override
  public boolean hasForm(byte[] signature) {
    return key.hasForm(signature);
  }

  @Override
  public boolean verify(byte[] sha256, byte[] signature) {
    return hasForm(signature) && (isAccepted(sha256, signature) || key.verify(sha256, signature));
  }

  /** Returns true if the provider accepts a signature of the right form. */
  boolean isAccepted(byte[] sha256, byte[] signature) {
    try {
      return accepting.accepts(sha256, signature);
    } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
      return false; // nor is it refused
    }
  }

  private boolean acceptsFirst(byte[] sha256, byte[] signature) throws GeneralSecurityException {
    ProviderKeys.Accepting made = (hash, octets) -> false;
    try {
      if (key instanceof RsaPublicKey rsa) {
        made = provider.accepting(rsa);
      } else if (key instanceof Ed25519PublicKey edwards) {
        made = provider.accepting(edwards);
      }
    } finally {
      accepting = made;
    }
    return made.accepts(sha256, signature);
  }
}
