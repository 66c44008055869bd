package dev.waxseal.cli.lookup;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is wrong with a key record that can be read. */
final class KeyCheck {

  private static final int ADVISED_RSA_BITS = 2048;
  private static final Set<String> FLAGS = Set.of("y", "s");

  private KeyCheck() {}

  /** The findings: first what makes the key useless, then what is worth knowing. */
  static List<Finding> findings(DkimKeyRecord key) {
    List<Finding> findings = new ArrayList<>();
    errors(key, findings);
    warnings(key, findings);
    return findings;
  }

  private static void errors(DkimKeyRecord key, List<Finding> findings) {
    if (key.isRevoked()) {
      findings.add(Finding.error("the key has been revoked: p= is empty (RFC 6376 3.6.1)"));
    } else if (key.keyBits().isEmpty()) {
      findings.add(
          Finding.error("keys of the type " + key.keyType() + " verify nothing (RFC 6376 3.6.1)"));
    }
    if (!key.servesEmail()) {
      findings.add(
          Finding.error(
              "the key is not for e-mail: s="
                  + String.join(":", key.services())
                  + " (RFC 6376 3.6.1)"));
    }
    if (!key.allowsSha256()) {
      findings.add(
          Finding.error(
              "h= does not allow sha256, the only hash that is in use (RFC 8301 3.1)"
                  + hashHint(key)));
    }
    key.weakness()
        .ifPresent(
            reason ->
                findings.add(
                    Finding.error(
                        reason.summary()
                            + "; it has "
                            + rsaBits(key)
                            + " bits ("
                            + reason.section()
                            + ")")));
  }

  /**
   * What to write in place of a name that is meant for the hash: {@code rsa-sha256} is one of a=.
   */
  private static String hashHint(DkimKeyRecord key) {
    return key.hashAlgorithms().stream()
        .flatMap(List::stream)
        .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*sha-?256.*"))
        .findFirst()
        .map(name -> "; h= names hashes: sha256, not " + SafeText.ofOctets(name))
        .orElse("");
  }

  private static void warnings(DkimKeyRecord key, List<Finding> findings) {
    int bits = rsaBits(key);
    if (key.weakness().isEmpty() && bits < ADVISED_RSA_BITS) {
      findings.add(
          Finding.warning("the key has " + bits + " bits; 2048 are advised (RFC 8301 3.2)"));
    }
    if (key.isTesting()) {
      findings.add(
          Finding.warning(
              "t=y: the key is in testing, and some receivers treat its mail as if it were not"
                  + " signed (RFC 6376 3.6.1)"));
    }
    if (key.isStrict()) {
      findings.add(
          Finding.warning(
              "t=s: signatures whose i= is in a sub-domain do not count (RFC 6376 3.6.1)"));
    }
    key.flags().stream()
        .filter(flag -> !FLAGS.contains(flag))
        .forEach(flag -> findings.add(Finding.warning("the flag " + flag + " in t= is not known")));
  }

  /** The bits of an RSA key; of another key, a number that nothing is wrong with. */
  private static int rsaBits(DkimKeyRecord key) {
    return key.keyType().equals("rsa") ? key.keyBits().orElse(ADVISED_RSA_BITS) : ADVISED_RSA_BITS;
  }
}
