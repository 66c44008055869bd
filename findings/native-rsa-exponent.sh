#!/usr/bin/env bash
# ACCP calls a right RSA signature wrong, without an exception, if the exponent of the key has 34 bits or more.
#
# An RSA public exponent may be any odd number from 3 up (RFC 8017 section 3.1), and the JDK and Bouncy
# Castle work with all of them. The libraries below ACCP and Conscrypt, AWS-LC and BoringSSL, take exponents
# of at most 33 bits. A good guess is that a provider which cannot work with a key says so. Conscrypt does,
# and so does ACCP for a key in DER; but ACCP makes a key of the same modulus and exponent given as numbers
# (RSAPublicKeySpec), and verify() then answers false, as for a forgery.
#
# Run: 2026-11-29, software.amazon.cryptools:AmazonCorrettoCryptoProvider 2.5.0 (linux-x86_64),
# org.conscrypt:conscrypt-openjdk-uber 2.9.0 and org.bouncycastle:bcprov-jdk18on 1.87 of Maven, on
# JDK 17.0.15 (Linux, x86_64).
# Depends on it: keys with such exponents are refused before a provider is asked (`KEY_UNSAFE_EXPONENT`), and
# what a provider does not accept is decided without it.
set -euo pipefail
accp=2.5.0
conscrypt=2.9.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>software.amazon.cryptools</groupId><artifactId>AmazonCorrettoCryptoProvider</artifactId>
      <version>$accp</version><classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.conscrypt</groupId><artifactId>conscrypt-openjdk-uber</artifactId><version>$conscrypt</version>
    </dependency>
    <dependency>
      <groupId>org.bouncycastle</groupId><artifactId>bcprov-jdk18on</artifactId><version>1.87</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }

cat > Run.java <<'JAVA'
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

class Run {
  public static void main(String[] args) throws Exception {
    Map<String, Provider> providers =
        new TreeMap<>(
            Map.of(
                "ACCP", AmazonCorrettoCryptoProvider.INSTANCE,
                "Conscrypt", Conscrypt.newProvider(),
                "Bouncy Castle", new BouncyCastleProvider(),
                "JDK", Security.getProvider("SunRsaSign")));
    for (int bits : new int[] {33, 34}) {
      // Odd, and of so many bits.
      BigInteger exponent = BigInteger.ONE.setBit(bits - 1).setBit(4);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
      generator.initialize(new RSAKeyGenParameterSpec(2048, exponent));
      KeyPair pair = generator.generateKeyPair();
      Signature signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
      signature.initSign(pair.getPrivate());
      signature.update(new byte[100]);
      byte[] right = signature.sign();
      for (Map.Entry<String, Provider> each : providers.entrySet()) {
        Provider provider = each.getValue();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        System.out.println(
            bits + " bits, " + each.getKey()
                + ": from its numbers "
                + verify(provider, right, () -> factory(provider).generatePublic(
                    new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())))
                + ", from its octets "
                + verify(provider, right, () -> factory(provider).generatePublic(
                    new X509EncodedKeySpec(key.getEncoded())))
                + ", a key of the JDK "
                + verify(provider, right, () -> key));
      }
    }
  }

  static KeyFactory factory(Provider provider) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA", provider);
  }

  static String verify(Provider provider, byte[] right, Callable<PublicKey> key) throws Exception {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA", provider);
      signature.initVerify(key.call());
      signature.update(new byte[100]);
      return String.valueOf(signature.verify(right));
    } catch (GeneralSecurityException e) {
      return e.getClass().getSimpleName();
    }
  }
}
JAVA
printf 'package  software.amazon.cryptools:AmazonCorrettoCryptoProvider\nversion  %s\n' "$accp"
printf 'package  org.conscrypt:conscrypt-openjdk-uber\nversion  %s\n' "$conscrypt"
echo 'behaviour  ACCP: false for a right signature by a key with an exponent of 34 bits, given as numbers'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
33 bits, ACCP: from its numbers true, from its octets true, a key of the JDK true
33 bits, Bouncy Castle: from its numbers true, from its octets true, a key of the JDK true
33 bits, Conscrypt: from its numbers true, from its octets true, a key of the JDK true
33 bits, JDK: from its numbers true, from its octets true, a key of the JDK true
34 bits, ACCP: from its numbers false, from its octets InvalidKeySpecException, a key of the JDK InvalidKeyException
34 bits, Bouncy Castle: from its numbers true, from its octets true, a key of the JDK true
34 bits, Conscrypt: from its numbers InvalidKeySpecException, from its octets InvalidKeySpecException, a key of the JDK InvalidKeyException
34 bits, JDK: from its numbers true, from its octets true, a key of the JDK true
SEEN
