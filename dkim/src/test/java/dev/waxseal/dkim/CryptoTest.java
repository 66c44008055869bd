package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider changes no result, whatever it lacks or does wrong. */
class CryptoTest {

  private static final byte[] DATA = new byte[100];

  /** A provider with the keys of the JDK and a signature of its own. */
  static final class Bad extends Provider {

    private static final long serialVersionUID = 1;

    Bad(String name, Class<? extends SignatureSpi> signature) {
      super(name, "1", "for tests");
      put("KeyFactory.RSA", "sun.security.rsa.RSAKeyFactory$Legacy");
      put("Signature.SHA256withRSA", signature.getName());
      put("Signature.Ed25519", signature.getName());
    }
  }

  /** A provider without anything. */
  public static final class Empty extends Provider {

    private static final long serialVersionUID = 1;

    public Empty() {
      super("Empty", "1", "for tests");
    }
  }

  /** A provider whose library is missing. */
  public static final class Unloadable extends Provider {

    private static final long serialVersionUID = 1;

    public Unloadable() {
      super("Unloadable", "1", "for tests");
      throw new UnsatisfiedLinkError("no library");
    }
  }

  /** Answers as it is told, by what it is asked. */
  public abstract static class Answer extends SignatureSpi {

    abstract byte[] signature() throws SignatureException;

    abstract boolean verdict() throws SignatureException;

    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {}

    @Override
    protected void engineUpdate(byte octet) {}

    @Override
    protected void engineUpdate(byte[] octets, int offset, int length) {}

    @Override
    protected byte[] engineSign() throws SignatureException {
      return signature();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      return verdict();
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

  /** Refuses everything, and signs wrongly. */
  public static final class Refusing extends Answer {

    @Override
    byte[] signature() {
      return new byte[64];
    }

    @Override
    boolean verdict() {
      return false;
    }
  }

  /** Throws what the JCA allows. */
  public static final class Throwing extends Answer {

    @Override
    byte[] signature() throws SignatureException {
      throw new SignatureException("for tests");
    }

    @Override
    boolean verdict() throws SignatureException {
      throw new SignatureException("for tests");
    }
  }

  /** Throws what the JCA does not expect. */
  public static final class Failing extends Answer {

    @Override
    byte[] signature() {
      throw new ProviderException("for tests");
    }

    @Override
    boolean verdict() {
      throw new UnsatisfiedLinkError("for tests");
    }
  }

  static List<Crypto> providers() {
    return List.of(
        Crypto.of(new Bad("Refusing", Refusing.class)),
        Crypto.of(new Bad("Throwing", Throwing.class)),
        Crypto.of(new Bad("Failing", Failing.class)),
        Crypto.named("SunRsaSign"),
        Crypto.named("SunEC"));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void whatAProviderDoesNotDoIsDoneWithoutIt(Crypto crypto) throws Exception {
    DkimVerifier verifier = DkimVerifier.of(Rfc8463.DNS).withCrypto(crypto);
    byte[] forged = Rfc8463.MESSAGE.clone();
    forged[forged.length - 4] ^= 1;
    for (int i = 0; i < 2; i++) {
      assertEquals(2, verifier.verify(Rfc8463.MESSAGE).passes().size(), crypto.toString());
      assertEquals(0, verifier.verify(forged).passes().size(), crypto.toString());
    }
    for (String pem : List.of(Rfc8463.RSA_PEM, Rfc8463.ED25519_SEED)) {
      SigningKey key = SigningKey.fromPem(pem);
      assertArrayEquals(key.sign(DATA), key.withCrypto(crypto).sign(DATA), crypto.toString());
    }
  }

  @Test
  void aProviderOfTheJdkSignsAndVerifies() throws Exception {
    Crypto crypto = Crypto.named("SunEC");
    assertTrue(crypto.verifies(SigningAlgorithm.ED25519_SHA256));
    assertFalse(crypto.verifies(SigningAlgorithm.RSA_SHA256));
    assertEquals("SunEC", crypto.provider().orElseThrow().getName());
    SigningKey key = SigningKey.fromPem(Rfc8463.ED25519_SEED).withCrypto(crypto);
    assertArrayEquals(key.withCrypto(Crypto.standard()).sign(DATA), key.sign(DATA));
    assertEquals(SigningKey.fromPem(Rfc8463.ED25519_SEED).keyRecord(), key.keyRecord());
  }

  @Test
  void aKeyInADeviceStaysThere() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    SigningKey device =
        SigningKey.of(
            SigningAlgorithm.ED25519_SHA256,
            256,
            Optional.empty(),
            data -> {
              Signature signature = Signature.getInstance("Ed25519");
              signature.initSign(key);
              signature.update(data);
              return signature.sign();
            });
    assertArrayEquals(device.sign(DATA), device.withCrypto(Crypto.named("SunEC")).sign(DATA));
  }

  @Test
  void aProviderThatIsNotThereOrDoesNotWorkIsAnError() {
    said("There is no security provider NoSuch; put its jar on the class path", "NoSuch");
    said("There is no security provider java.lang.String;", "java.lang.String");
    said("has neither RSA nor Ed25519 that works here; check", Empty.class.getName());
    said("no library", Unloadable.class.getName());
  }

  @Test
  void nothingIsInstalled() {
    int installed = Security.getProviders().length;
    assertSame(Crypto.standard(), Crypto.standard());
    assertEquals("standard", Crypto.standard().toString());
    assertEquals(Optional.empty(), Crypto.standard().provider());
    assertTrue(Crypto.named("SunEC").toString().startsWith("SunEC "));
    assertEquals(installed, Security.getProviders().length);
  }

  private static void said(String expected, String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Crypto.named(name)).getMessage();
    assertTrue(String.valueOf(message).contains(expected), message);
  }
}
