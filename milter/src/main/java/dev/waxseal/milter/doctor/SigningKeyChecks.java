package dev.waxseal.milter.doctor;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks each key by signing a message and verifying it with the record in DNS. */
final class SigningKeyChecks {

  /** More keys of [sign] are not looked up: a table may name thousands of domains. */
  private static final int MOST = 100;

  private final DkimVerifier verifier;
  private final FindingList findings = new FindingList(DoctorFinding.Place.DNS);

  SigningKeyChecks(Dns dns) {
    this.verifier = DkimVerifier.of(dns);
  }

  List<DoctorFinding> findings(Configuration milter) {
    milter
        .verify()
        .flatMap(VerifySettings::seal)
        .ifPresent(seal -> check(seal.domain(), seal.key()));
    milter.seal().ifPresent(seal -> seal.keys().forEach(key -> check(seal.domain(), key)));
    milter.sign().map(SignSettings::known).ifPresent(this::check);
    return findings.all();
  }

  private void check(List<SigningDomain> domains) {
    int asked = 0;
    int left = 0;
    for (SigningDomain domain : domains) {
      for (SelectedKey key : domain.keys()) {
        if (asked < MOST) {
          asked++;
          check(domain.name(), key);
        } else {
          left++;
        }
      }
    }
    if (left > 0) {
      findings.warn(
          "keys-not-asked",
          "DNS was asked for the first "
              + MOST
              + " keys of [sign]; "
              + left
              + " more were not looked up",
          "waxseal lookup dkim SELECTOR DOMAIN, for those that have changed");
    }
  }

  private void check(DomainName domain, SelectedKey key) {
    try {
      DkimResult result = verifier.verify(signed(domain, key)).results().get(0);
      if (result instanceof DkimResult.Failure failure) {
        failed(domain, key, failure);
      } else if (result instanceof DkimResult.Pass pass && pass.key().isTesting()) {
        findings.warn(
            "key-in-testing",
            name(domain, key) + " has t=y: some receivers treat the mail as if it were not signed",
            "the record without t=y");
      }
    } catch (SigningException e) {
      findings.error(
          "key-unusable",
          "the key " + key.selector() + " of " + domain + " cannot sign: " + e.getMessage(),
          "another key: waxseal keygen");
    }
  }

  private void failed(DomainName domain, SelectedKey key, DkimResult.Failure failure) {
    String name = name(domain, key);
    if (failure.reason() == DkimReason.KEY_UNAVAILABLE) {
      findings.warn("no-answer", "DNS did not answer about " + name, "waxseal lookup dkim " + name);
      return;
    }
    String id;
    String problem;
    switch (failure.reason()) {
      case NO_KEY -> {
        id = "no-record";
        problem = "there is no record at " + name;
      }
      case SIGNATURE_MISMATCH, SIGNATURE_LENGTH_WRONG -> {
        id = "other-key";
        problem = "the record at " + name + " belongs to another key";
      }
      default -> {
        id = "bad-record";
        problem = "the record at " + name + " is not usable: " + failure.detail();
      }
    }
    findings.error(
        id,
        problem + ", so no signature made with this key passes",
        key.key()
            .zoneLine(key.selector(), domain.toString())
            .orElse(name + ". IN TXT \"the record of the key\""));
  }

  private static String name(DomainName domain, SelectedKey key) {
    return key.selector() + "._domainkey." + domain;
  }

  private static byte[] signed(DomainName domain, SelectedKey key) throws SigningException {
    byte[] message = ("From: doctor@" + domain + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    for (HeaderField field :
        DkimSigner.of(domain.toString(), key.selector(), key.key()).sign(message)) {
      signed.writeBytes(field.bytes());
    }
    signed.writeBytes(message);
    return signed.toByteArray();
  }
}
