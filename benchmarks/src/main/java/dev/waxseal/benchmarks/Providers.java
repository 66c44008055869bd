package dev.waxseal.benchmarks;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import java.security.Provider;
import java.security.Security;
import java.util.Map;

/**
 * The providers of the JCA by the names that the parameter {@code provider} takes. An older build,
 * which takes none, is measured without.
 */
final class Providers {

  /** The provider that has RSA in the JDK; with it Waxseal runs as it is by default. */
  static final String JDK = "SunRsaSign";

  private static final Map<String, String> CLASSES =
      Map.of(
          "ACCP", "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
          "Conscrypt", "org.conscrypt.OpenSSLProvider");

  private Providers() {}

  /** The provider: ACCP, Conscrypt, the name of one that is installed, or a class. */
  static Provider of(String name) {
    Provider installed = Security.getProvider(name);
    try {
      return installed == null
          ? Class.forName(CLASSES.getOrDefault(name, name))
              .asSubclass(Provider.class)
              .getConstructor()
              .newInstance()
          : installed;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "no provider " + name + "; WAXSEAL_PROVIDERS names the folder of its jar", e);
    }
  }

  static SigningKey key(SigningKey key, String name) {
    return isApplied(name) ? key.withCrypto(Crypto.of(of(name))) : key;
  }

  static DkimVerifier verifier(DkimVerifier verifier, String name) {
    return isApplied(name) ? verifier.withCrypto(Crypto.of(of(name))) : verifier;
  }

  private static boolean isApplied(String name) {
    return !name.equals(JDK)
        && DkimVerifier.class.getResource("/dev/waxseal/dkim/Crypto.class") != null;
  }
}
