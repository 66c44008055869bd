package dev.waxseal.benchmarks;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.SigningException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** A signed message, and a plain signature over the fields that its signatures cover. */
final class SignedMail {

  private static final int MESSAGES = 8;

  private final Mail mail;
  private final byte[] signatures;
  private final byte[] message;
  private final byte[] plainSignature;

  private SignedMail(Mail mail, byte[] signatures, byte[] plainSignature) {
    this.mail = mail;
    this.signatures = signatures;
    this.message = mail.below(signatures);
    this.plainSignature = plainSignature;
  }

  /** Eight that differ. */
  static List<SignedMail> some(TestKeys keys, Sample sample)
      throws GeneralSecurityException, SigningException {
    DkimSigner signer = keys.rsaSigner(sample.signatures);
    List<SignedMail> mails = new ArrayList<>();
    for (Mail mail : Mail.some(MESSAGES, sample.text, sample.bodyLength)) {
      byte[] signatures = TestKeys.bytes(signer.sign(mail.message()));
      mails.add(new SignedMail(mail, signatures, keys.rsaSign(mail.fields())));
    }
    return List.copyOf(mails);
  }

  /** The message without its signatures. */
  Mail mail() {
    return mail;
  }

  /** The signature fields. */
  byte[] signatures() {
    return signatures;
  }

  /** The message with its signatures on top. */
  byte[] message() {
    return message;
  }

  /** The message with one octet of its body changed. */
  byte[] forged() {
    return forged(message);
  }

  /** A message with one octet of its body changed. */
  static byte[] forged(byte[] message) {
    byte[] forged = message.clone();
    forged[forged.length - 3] ^= 1;
    return forged;
  }

  /** Makes sure that all signatures pass, and none of a forgery. */
  void requireVerifiedBy(DkimVerifier verifier, int count) {
    Checks.require(verifier.verify(message).passes().size() == count, "Waxseal lets it pass");
    Checks.require(verifier.verify(forged()).passes().isEmpty(), "Waxseal sees the forgery");
  }

  /** What nobody can go without: SHA-256 of the body, and so many RSA verifications by the JCA. */
  void limit(TestKeys keys, int verifications, Blackhole blackhole)
      throws GeneralSecurityException {
    blackhole.consume(MessageDigest.getInstance("SHA-256").digest(mail.body()));
    for (int i = 0; i < verifications; i++) {
      blackhole.consume(keys.rsaVerify(mail.fields(), plainSignature));
    }
  }
}
