package crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys and signatures about which providers disagree: each gives the result and the reason that the
 * standard gives.
 */
class OddKeysTest {

  private static final String PASS = "pass";
  private static final BigInteger LARGEST_EXPONENT = BigInteger.valueOf(0xFFFFFFFFL);
  private static final BigInteger OF_34_BITS = BigInteger.ONE.setBit(33).setBit(4);

  static List<Crypto> cryptos() {
    return Stream.concat(Stream.of(Crypto.standard()), Providers.working().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("cryptos")
  void exponents(Crypto crypto) throws Exception {
    assertEquals(PASS, new Case(2048, BigInteger.valueOf(3)).result(crypto));
    assertEquals(PASS, new Case(2048, LARGEST_EXPONENT).result(crypto));
    assertEquals("KEY_UNSAFE_EXPONENT", new Case(2048, OF_34_BITS).result(crypto));
  }

  @ParameterizedTest
  @MethodSource("cryptos")
  void lengthsOfTheModulus(Crypto crypto) throws Exception {
    assertEquals("KEY_TOO_SHORT", new Case(1016, RSAKeyGenParameterSpec.F4).result(crypto));
    for (int bits : new int[] {1024, 1025, 1111, 2047, 2049, 3072}) {
      assertEquals(PASS, new Case(bits, RSAKeyGenParameterSpec.F4).result(crypto), bits + " bits");
    }
  }

  @ParameterizedTest
  @MethodSource("cryptos")
  void lengthsAndRangeOfTheSignature(Crypto crypto) throws Exception {
    Case odd = new Case(1024, RSAKeyGenParameterSpec.F4);
    byte[] right = odd.withLeadingZero();
    assertEquals(PASS, odd.result(crypto, right));
    String wrong = "SIGNATURE_LENGTH_WRONG";
    assertEquals(wrong, odd.result(crypto, Arrays.copyOfRange(right, 1, right.length)));
    assertEquals(wrong, odd.result(crypto, Arrays.copyOf(right, right.length - 1)));
    assertEquals(wrong, odd.result(crypto, Arrays.copyOf(right, right.length + 1)));
    assertEquals(wrong, odd.result(crypto, new byte[1]));
    byte[] behind = new byte[right.length + 1];
    System.arraycopy(right, 0, behind, 1, right.length);
    assertEquals(wrong, odd.result(crypto, behind));
    String mismatch = "SIGNATURE_MISMATCH";
    BigInteger beyond = new BigInteger(1, right).add(odd.modulus());
    byte[] octets = beyond.toByteArray();
    int length = right.length;
    assertEquals(
        mismatch,
        odd.result(crypto, Arrays.copyOfRange(octets, octets.length - length, octets.length)));
    byte[] flipped = right.clone();
    flipped[20] ^= 1;
    assertEquals(mismatch, odd.result(crypto, flipped));
    assertEquals(mismatch, odd.result(crypto, new byte[length]));
  }

  /**
   * A signature whose point R is the neutral element, which RFC 8032 section 5.1.7 does not except:
   * some libraries do.
   */
  @ParameterizedTest
  @MethodSource("cryptos")
  void theNeutralElement(Crypto crypto) throws Exception {
    byte[] seed = new byte[32];
    byte[] key = new byte[32];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    SigningKey signing =
        SigningKey.of(
            SigningAlgorithm.ED25519_SHA256,
            256,
            Optional.empty(),
            data -> neutral(seed, key, data));
    String message = "From: joe@example.org\r\n\r\nHi.\r\n";
    byte[] field =
        DkimSigner.of("example.org", "s", signing).sign(message.getBytes(US_ASCII)).get(0).bytes();
    Dns dns =
        Dns.zone(
            DnsRecord.Txt.of("v=DKIM1; k=ed25519; p=" + Base64.getEncoder().encodeToString(key))
                .zoneLine(DomainName.of("s._domainkey.example.org")));
    DkimVerifier verifier = DkimVerifier.of(dns).withCrypto(crypto);
    String signed = new String(field, US_ASCII) + message;
    assertEquals(PASS, Case.result(verifier, signed));
    assertEquals(PASS, Case.result(verifier, signed), "with a key that is known");
  }

  /** RFC 8032 section 5.1.6 with r = 0. */
  private static byte[] neutral(byte[] seed, byte[] key, byte[] data)
      throws GeneralSecurityException {
    MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
    byte[] secret = Arrays.copyOf(sha512.digest(seed), 32);
    secret[0] &= (byte) 0xF8;
    secret[31] = (byte) ((secret[31] & 0x7F) | 0x40);
    byte[] signature = new byte[64];
    signature[0] = 1;
    sha512.update(signature, 0, 32);
    sha512.update(key);
    BigInteger k = littleEndian(sha512.digest(data));
    BigInteger order =
        BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] s = k.multiply(littleEndian(secret)).mod(order).toByteArray();
    for (int i = 0; i < s.length; i++) {
      signature[32 + s.length - 1 - i] = s[i];
    }
    return signature;
  }

  private static BigInteger littleEndian(byte[] octets) {
    byte[] turned = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      turned[octets.length - 1 - i] = octets[i];
    }
    return new BigInteger(1, turned);
  }

  /** A message, and the key that signs it. */
  private static final class Case {

    private final KeyPair pair;
    private final int bits;
    private int version;

    Case(int bits, BigInteger exponent) throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
      this.pair = generator.generateKeyPair();
      this.bits = bits;
    }

    BigInteger modulus() {
      return ((RSAPublicKey) pair.getPublic()).getModulus();
    }

    String result(Crypto crypto) throws GeneralSecurityException, SigningException {
      return result(crypto, signature());
    }

    /** The word, or the reason, of the message with this signature. */
    String result(Crypto crypto, byte[] signature) throws SigningException {
      String field = field().replaceFirst("(?s)(.*;\\s*b=).*", "$1");
      String message = field + Base64.getEncoder().encodeToString(signature) + "\r\n" + unsigned();
      DkimVerifier verifier = DkimVerifier.of(dns()).withCrypto(crypto);
      String first = result(verifier, message);
      assertEquals(first, result(verifier, message), "with a key that is known");
      return first;
    }

    /** A right signature whose first octet is 0; the message changes until there is one. */
    byte[] withLeadingZero() throws GeneralSecurityException, SigningException {
      byte[] signature = signature();
      while (signature[0] != 0) {
        version++;
        signature = signature();
      }
      return signature;
    }

    private static String result(DkimVerifier verifier, String message) {
      DkimResult result = verifier.verify(message.getBytes(US_ASCII)).results().get(0);
      return result instanceof DkimResult.Failure failure ? failure.reason().name() : PASS;
    }

    private byte[] signature() throws SigningException {
      String base64 = field().replaceFirst("(?s).*;\\s*b=", "").replaceAll("\\s", "");
      return Base64.getDecoder().decode(base64);
    }

    private String field() throws SigningException {
      SigningKey key =
          SigningKey.of(
              SigningAlgorithm.RSA_SHA256, Math.max(bits, 1024), Optional.empty(), this::sign);
      return new String(
          DkimSigner.of("example.org", "s", key)
              .withClock(() -> Instant.EPOCH)
              .sign(unsigned().getBytes(US_ASCII))
              .get(0)
              .bytes(),
          US_ASCII);
    }

    private byte[] sign(byte[] data) throws GeneralSecurityException {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(data);
      byte[] made = signature.sign();
      return bits < 1024 ? Arrays.copyOf(made, 128) : made; // no signer takes such a key
    }

    private String unsigned() {
      return "From: joe@example.org\r\nSubject: " + version + "\r\n\r\nHi.\r\n";
    }

    private Dns dns() {
      String record =
          "v=DKIM1; p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
      return Dns.zone(DnsRecord.Txt.of(record).zoneLine(DomainName.of("s._domainkey.example.org")));
    }
  }
}
