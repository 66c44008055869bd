#!/usr/bin/env bash
# ACCP signs by Ed25519, but reads no Ed25519 key, and refuses the keys of Bouncy Castle by their name.
#
# The Amazon Corretto Crypto Provider has the Signature "Ed25519" and makes such keys. A good guess is
# that it has a KeyFactory for them as well, and takes keys of another provider that show the same
# PKCS #8. Neither is so: there is no KeyFactory, by default; and as the JDK calls such a key "EdDSA"
# and Bouncy Castle calls it "Ed25519", a key of the JDK is taken and one of Bouncy Castle with the same
# octets is refused with InvalidKeyException.
#
# Run: 2026-11-29, software.amazon.cryptools:AmazonCorrettoCryptoProvider 2.5.0 (linux-x86_64) and
# org.bouncycastle:bcprov-jdk18on 1.87 of Maven, on JDK 17.0.15 (Linux, x86_64).
# Depends on it: `SigningKey.of` takes keys of any provider by either name, reads the seed where the
# key shows it, and then signs without a provider.
set -euo pipefail
version=2.5.0
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
      <version>$version</version><classifier>linux-x86_64</classifier>
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
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

class Run {
  private static final Provider ACCP = AmazonCorrettoCryptoProvider.INSTANCE;

  public static void main(String[] args) throws Exception {
    for (String type : List.of("Signature", "KeyPairGenerator", "KeyFactory")) {
      System.out.println(type + ": " + (ACCP.getService(type, "Ed25519") != null));
    }
    PrivateKey jdk =
        KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair().getPrivate();
    PrivateKey bouncyCastle =
        KeyFactory.getInstance("Ed25519", new BouncyCastleProvider())
            .generatePrivate(new PKCS8EncodedKeySpec(jdk.getEncoded()));
    // Bouncy Castle may write the public key behind the private one; the seed is what counts.
    System.out.println("same seed: " + Arrays.equals(seed(jdk), seed(bouncyCastle)));
    sign("key of the JDK", jdk);
    sign("key of Bouncy Castle", bouncyCastle);
  }

  static byte[] seed(PrivateKey key) {
    return Arrays.copyOfRange(key.getEncoded(), 16, 48);
  }

  static void sign(String what, PrivateKey key) {
    String outcome;
    try {
      Signature signature = Signature.getInstance("Ed25519", ACCP);
      signature.initSign(key);
      outcome = signature.sign().length + " octets";
    } catch (GeneralSecurityException e) {
      outcome = e.toString();
    }
    System.out.println(what + ", called " + key.getAlgorithm() + ": " + outcome);
  }
}
JAVA
printf 'package  software.amazon.cryptools:AmazonCorrettoCryptoProvider\nversion  %s\n' "$version"
echo 'behaviour  no KeyFactory for Ed25519; a key that calls itself Ed25519 is refused'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
Signature: true
KeyPairGenerator: true
KeyFactory: false
same seed: true
key of the JDK, called EdDSA: 64 octets
key of Bouncy Castle, called Ed25519: java.security.InvalidKeyException: Invalid algorithm: Ed25519, expected EdDSA
SEEN
