package dev.waxseal.arc;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that verifies Ed25519 as the JDK does, and counts. */
final class CountingProvider extends Provider {

  private static final long serialVersionUID = 1;

  /** The signatures that were verified. */
  static final AtomicInteger VERIFIED = new AtomicInteger();

  CountingProvider() {
    super("Counting", "1", "for tests");
    put("Signature.Ed25519", Counting.class.getName());
  }

  /** Verifies by the JDK. */
  public static final class Counting extends SignatureSpi {

    private final Signature jdk;

    public Counting() throws NoSuchAlgorithmException {
      jdk = Signature.getInstance("Ed25519");
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      jdk.initVerify(key);
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      throw new InvalidKeyException("for tests");
    }

    @Override
    protected void engineUpdate(byte octet) throws SignatureException {
      jdk.update(octet);
    }

    @Override
    protected void engineUpdate(byte[] octets, int offset, int length) throws SignatureException {
      jdk.update(octets, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      throw new SignatureException("for tests");
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      VERIFIED.incrementAndGet();
      return jdk.verify(signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    protected Object engineGetParameter(String name) {
      return "";
    }
  }
}
