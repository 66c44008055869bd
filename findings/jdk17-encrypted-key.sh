#!/usr/bin/env bash
# JDK 17 names the encryption of a private key in a way that JDK 17 does not know.
#
# EncryptedPrivateKeyInfo has getAlgName() so that one can ask for a SecretKeyFactory and a Cipher of
# that name. For keys as OpenSSL 3.0 encrypts them the name is "PBES2", and
# there is no such factory: NoSuchAlgorithmException, whatever the passphrase. The name that works is
# what getAlgParameters().toString() gives. Later JDKs give that name from getAlgName() (seen with 25).
#
# Run: 2026-11-29, JDK 17.0.15 (openjdk-17-jdk-headless 17.0.15+6-1~deb12u1 of Debian 12, `java` on the
# PATH); the key by openssl 3.0.
# Depends on it: `EncryptedKeys` in `dkim` reads the parameters itself, and asks the JDK for PBKDF2 and AES alone.
set -euo pipefail
version=17.0.15
java -version 2>&1 | grep -qF "\"$version\"" || { echo "this needs Java $version"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl genrsa -out key.pem 2048 2> /dev/null
openssl pkcs8 -topk8 -in key.pem -outform DER -out key.der -passout pass:boats

cat > Run.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

class Run {
  public static void main(String[] args) throws Exception {
    byte[] octets = Files.readAllBytes(Path.of("key.der"));
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(octets);
    System.out.println("getAlgName(): " + opened(info, info.getAlgName()));
    System.out.println(
        "getAlgParameters().toString(): " + opened(info, info.getAlgParameters().toString()));
  }

  static String opened(EncryptedPrivateKeyInfo info, String name) {
    try {
      PBEKeySpec passphrase = new PBEKeySpec("boats".toCharArray());
      Cipher cipher = Cipher.getInstance(name);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(name).generateSecret(passphrase),
          info.getAlgParameters());
      return name + ", a key in " + info.getKeySpec(cipher).getFormat();
    } catch (GeneralSecurityException e) {
      return name + ", " + e;
    }
  }
}
JAVA
printf 'package  openjdk-17-jdk-headless\nversion  %s\n' "$version"
echo 'behaviour  getAlgName() is PBES2, of which there is no Cipher and no SecretKeyFactory'
java -XX:TieredStopAtLevel=1 Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
getAlgName(): PBES2, java.security.NoSuchAlgorithmException: Cannot find any provider supporting PBES2
getAlgParameters().toString(): PBEWithHmacSHA256AndAES_256, a key in PKCS#8
SEEN
