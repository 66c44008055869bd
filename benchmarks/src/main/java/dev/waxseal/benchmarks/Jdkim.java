package dev.waxseal.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PrivateKey;
import java.util.List;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;

/** Apache James jDKIM, used as its documentation shows, with the key record from memory. */
final class Jdkim {

  private final List<String> keyRecords;
  private final PrivateKey privateKey;

  Jdkim(String keyRecord, PrivateKey privateKey) {
    this.keyRecords = List.of(keyRecord);
    this.privateKey = privateKey;
  }

  /**
   * The signatures that pass.
   *
   * @throws FailException if there are signatures and none passes
   */
  List<SignatureRecord> verify(byte[] message) throws IOException, FailException {
    // One for each message: a verifier keeps the results of all that it has seen.
    DKIMVerifier verifier = new DKIMVerifier((methods, selector, token) -> keyRecords);
    return verifier.verify(new ByteArrayInputStream(message));
  }

  /**
   * A signature field, relaxed/relaxed by the RSA key.
   *
   * @param signedHeaders the names in {@code h=}
   */
  String sign(byte[] message, List<String> signedHeaders) throws IOException, FailException {
    String template =
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=%s; b=; bh=;"
            .formatted(TestKeys.DOMAIN, TestKeys.RSA_SELECTOR, String.join(":", signedHeaders));
    return new DKIMSigner(template, privateKey).sign(new ByteArrayInputStream(message));
  }
}
