#!/usr/bin/env bash
# Bouncy Castle has two decryptors for traditional PEM keys, and one of them does not open what OpenSSL
# encrypted with a passphrase that has a letter outside ASCII.
#
# OpenSSL takes the octets of the passphrase as they were typed, which is UTF-8 on most machines.
# JcePEMDecryptorProviderBuilder does the same. A good guess is that BcPEMDecryptorProvider, its counterpart
# without JCA for the same char[], does so too. It takes the low eight bits of each char, and the error
# is that of a wrong passphrase. It opens the key with a char for each octet of the UTF-8.
#
# Run: 2026-11-29, org.bouncycastle:bcpkix-jdk18on 1.87 of Maven, on JDK 17.0.15; the keys by openssl 3.0.22.
# Depends on it: `EncryptedKeys` in `dkim` derives the key itself, from UTF-8.
set -euo pipefail
version=1.87
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.bouncycastle</groupId><artifactId>bcpkix-jdk18on</artifactId><version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }
openssl genrsa -out key.pem 2048 2> /dev/null
openssl rsa -in key.pem -traditional -aes128 -passout pass:$'B\xc3\xb6\xc3\xb6te' -out umlaut.pem 2> /dev/null
openssl rsa -in key.pem -traditional -aes128 -passout pass:boats -out ascii.pem 2> /dev/null

cat > Run.java <<'JAVA'
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMDecryptorProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;

class Run {
  public static void main(String[] args) throws Exception {
    char[] passphrase = "B\u00f6\u00f6te".toCharArray();
    char[] octets =
        new String("B\u00f6\u00f6te".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            .toCharArray();
    for (String file : new String[] {"ascii.pem", "umlaut.pem"}) {
      char[] own = file.equals("ascii.pem") ? "boats".toCharArray() : passphrase;
      open(file, "JCA", new JcePEMDecryptorProviderBuilder().setProvider(new BouncyCastleProvider()).build(own));
      open(file, "Bc", new BcPEMDecryptorProvider(own));
    }
    open("umlaut.pem", "Bc, a char for each octet", new BcPEMDecryptorProvider(octets));
  }

  static void open(String file, String what, PEMDecryptorProvider decryptor) throws Exception {
    try (Reader text = Files.newBufferedReader(Path.of(file)); PEMParser parser = new PEMParser(text)) {
      ((PEMEncryptedKeyPair) parser.readObject()).decryptKeyPair(decryptor);
      System.out.println(file + ", " + what + ": opened");
    } catch (PEMException e) {
      System.out.println(file + ", " + what + ": " + e.getMessage());
    }
  }
}
JAVA
printf 'package  org.bouncycastle:bcpkix-jdk18on\nversion  %s\n' "$version"
echo 'behaviour  of two decryptors for one file and one char[], one takes UTF-8, the other the low eight bits'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
ascii.pem, JCA: opened
ascii.pem, Bc: opened
umlaut.pem, JCA: opened
umlaut.pem, Bc: exception using cipher - please check password and data.
umlaut.pem, Bc, a char for each octet: opened
SEEN
