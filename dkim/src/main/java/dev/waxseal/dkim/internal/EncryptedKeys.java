package dev.waxseal.dkim.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Opens private keys that a passphrase protects, with the ciphers of the JDK. A passphrase counts
 * as UTF-8.
 */
final class EncryptedKeys {

  /** The name of a cipher in the JDK, and the length of its keys in octets. */
  private record Encryption(String name, int length) {
    Cipher cipher(byte[] key, byte[] iv) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance(name + "/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, name), new IvParameterSpec(iv));
      return cipher;
    }
  }

  private static final Map<ASN1ObjectIdentifier, Encryption> OF_PKCS8 =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, new Encryption("AES", 16),
          NISTObjectIdentifiers.id_aes192_CBC, new Encryption("AES", 24),
          NISTObjectIdentifiers.id_aes256_CBC, new Encryption("AES", 32),
          PKCSObjectIdentifiers.des_EDE3_CBC, new Encryption("DESede", 24));

  private static final Map<String, Encryption> OF_HEADERS =
      Map.of(
          "AES-128-CBC", new Encryption("AES", 16),
          "AES-192-CBC", new Encryption("AES", 24),
          "AES-256-CBC", new Encryption("AES", 32),
          "DES-EDE3-CBC", new Encryption("DESede", 24),
          "DES-CBC", new Encryption("DES", 8));

  private static final Map<ASN1ObjectIdentifier, String> HASHES =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, "SHA1",
          PKCSObjectIdentifiers.id_hmacWithSHA224, "SHA224",
          PKCSObjectIdentifiers.id_hmacWithSHA256, "SHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384, "SHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512, "SHA512");

  private static final ASN1ObjectIdentifier SCRYPT =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11"); // RFC 7914 section 7

  private EncryptedKeys() {}

  /**
   * Opens an EncryptedPrivateKeyInfo (RFC 5958 section 3).
   *
   * @return a PrivateKeyInfo, or octets that are none if the passphrase is wrong
   * @throws NoSuchAlgorithmException if the encryption is not known
   * @throws GeneralSecurityException if the passphrase is wrong
   */
  static byte[] pkcs8(byte[] der, char[] passphrase) throws GeneralSecurityException {
    EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
    AlgorithmIdentifier scheme = info.getEncryptionAlgorithm();
    Cipher cipher =
        PKCSObjectIdentifiers.id_PBES2.equals(scheme.getAlgorithm())
            ? pbes2(PBES2Parameters.getInstance(scheme.getParameters()), passphrase)
            : older(scheme, passphrase);
    return cipher.doFinal(info.getEncryptedData());
  }

  /**
   * Opens a key whose PEM has the header DEK-Info, as OpenSSL wrote them before PKCS #8.
   *
   * @param info the value of that header: the cipher, a comma, and the IV in hexadecimal
   * @throws NoSuchAlgorithmException if the encryption is not known
   * @throws GeneralSecurityException if the passphrase is wrong
   */
  static byte[] withHeaders(String info, byte[] octets, char[] passphrase)
      throws GeneralSecurityException {
    String[] words = info.split(",", 2);
    Encryption encryption = OF_HEADERS.get(words[0].strip());
    if (encryption == null || words.length < 2) {
      throw new NoSuchAlgorithmException(info);
    }
    byte[] iv = HexFormat.of().parseHex(words[1].strip());
    byte[] salt = Arrays.copyOf(iv, 8);
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] key = new byte[0];
    byte[] last = new byte[0];
    while (key.length < encryption.length()) {
      md5.update(last);
      md5.update(utf8(passphrase));
      last = md5.digest(salt);
      int before = key.length;
      key = Arrays.copyOf(key, before + last.length);
      System.arraycopy(last, 0, key, before, last.length);
    }
    return encryption.cipher(Arrays.copyOf(key, encryption.length()), iv).doFinal(octets);
  }

  /** PBES2 (RFC 8018 section 6.2). */
  private static Cipher pbes2(PBES2Parameters parameters, char[] passphrase)
      throws GeneralSecurityException {
    EncryptionScheme scheme = parameters.getEncryptionScheme();
    Encryption encryption = OF_PKCS8.get(scheme.getAlgorithm());
    if (encryption == null) {
      throw new NoSuchAlgorithmException(scheme.getAlgorithm().getId());
    }
    byte[] key = derived(parameters.getKeyDerivationFunc(), encryption.length(), passphrase);
    return encryption.cipher(key, ASN1OctetString.getInstance(scheme.getParameters()).getOctets());
  }

  /** PBKDF2 (RFC 8018 section 5.2) or scrypt (RFC 7914). */
  private static byte[] derived(KeyDerivationFunc function, int length, char[] passphrase)
      throws GeneralSecurityException {
    if (SCRYPT.equals(function.getAlgorithm())) {
      ASN1Sequence of = ASN1Sequence.getInstance(function.getParameters());
      return SCrypt.generate(
          utf8(passphrase),
          ASN1OctetString.getInstance(of.getObjectAt(0)).getOctets(),
          number(of, 1),
          number(of, 2),
          number(of, 3),
          length);
    }
    if (!PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
      throw new NoSuchAlgorithmException(function.getAlgorithm().getId());
    }
    PBKDF2Params of = PBKDF2Params.getInstance(function.getParameters());
    String hash = HASHES.get(of.getPrf().getAlgorithm());
    PBEKeySpec key =
        new PBEKeySpec(
            passphrase, of.getSalt(), of.getIterationCount().intValueExact(), length * Byte.SIZE);
    return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash).generateSecret(key).getEncoded();
  }

  private static int number(ASN1Sequence sequence, int index) {
    return ASN1Integer.getInstance(sequence.getObjectAt(index)).intValueExact();
  }

  /** The schemes of PKCS #5 1.5 and PKCS #12, which the JDK knows by their numbers. */
  private static Cipher older(AlgorithmIdentifier scheme, char[] passphrase)
      throws GeneralSecurityException {
    String name = scheme.getAlgorithm().getId();
    SecretKey key = SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec(passphrase));
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(name);
    try {
      parameters.init(scheme.getParameters().toASN1Primitive().getEncoded());
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    Cipher cipher = Cipher.getInstance(name);
    cipher.init(Cipher.DECRYPT_MODE, key, parameters);
    return cipher;
  }

  private static byte[] utf8(char[] passphrase) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] octets = new byte[encoded.remaining()];
    encoded.get(octets);
    return octets;
  }
}
