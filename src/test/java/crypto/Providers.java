package crypto;

import dev.waxseal.dkim.Crypto;
import java.util.ArrayList;
import java.util.List;

/** The providers that the tests run with, besides the standard. */
public final class Providers {

  /** Two in native code, and one more that is not the JDK's. */
  public static final List<String> NAMES =
      List.of(
          "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
          "org.conscrypt.OpenSSLProvider",
          "org.bouncycastle.jce.provider.BouncyCastleProvider");

  private static final List<Crypto> WORKING = load();

  private Providers() {}

  /** Those that work on this machine. */
  public static List<Crypto> working() {
    return WORKING;
  }

  private static List<Crypto> load() {
    List<Crypto> working = new ArrayList<>();
    for (String name : NAMES) {
      try {
        working.add(Crypto.named(name));
      } catch (IllegalArgumentException e) {
        System.out.println("crypto: SKIPPED, does not work here: " + e.getMessage());
      }
    }
    return List.copyOf(working);
  }
}
