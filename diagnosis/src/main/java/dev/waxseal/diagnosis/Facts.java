package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts about a signature from its field, its key and the clock, not from the message. */
final class Facts {

  private Facts() {}

  static List<Fact> of(FailedSignature signature, KeyDns dns, Instant now) {
    if (signature.claims().isEmpty()) {
      return List.of();
    }
    DkimSignature claims = signature.claims().get();
    List<Fact> facts = new ArrayList<>();
    signature
        .reason()
        .filter(reason -> !signature.isReadOtherwise())
        .ifPresent(reason -> add(reason, claims, dns, now, facts));
    signature.keyRecord().ifPresent(key -> flags(key, claims, facts));
    return facts;
  }

  /** What the message is like, apart from a flaw for which the signature does not count. */
  static Optional<Fact> apartFromFlaw(
      FailedSignature signature, Diagnosis.Outcome header, Diagnosis.Outcome body) {
    boolean isUnknown =
        header == Diagnosis.Outcome.UNDECIDED && body == Diagnosis.Outcome.UNDECIDED;
    return signature
        .flaw()
        .filter(flaw -> !isUnknown)
        .map(
            flaw ->
                new Fact(
                    Fact.Kind.APART_FROM_FLAW,
                    "apart from "
                        + flaw
                        + ", "
                        + (header == body
                            ? "the header and the body " + state(header, "are", "differ")
                            : "the header "
                                + state(header, "is", "differs")
                                + ", and the body "
                                + state(body, "is", "differs"))
                        + ": the signature does not count either way ("
                        + signature.reason().orElseThrow().section()
                        + ")"));
  }

  private static String state(Diagnosis.Outcome outcome, String be, String differ) {
    return switch (outcome) {
      case INTACT -> be + " as signed";
      case EXPLAINED -> differ + " from what was signed as told here";
      case NOT_EXPLAINED, GAVE_UP, NOT_SEARCHED -> differ + " from what was signed";
      case MISSING -> be + " missing";
      case UNDECIDED -> be + " not compared";
    };
  }

  private static void add(
      DkimReason reason, DkimSignature claims, KeyDns dns, Instant now, List<Fact> facts) {
    switch (reason) {
      case NO_KEY -> facts.addAll(new KeyFacts(dns).elsewhere(KeyPlace.of(claims)));
      case KEY_SYNTAX, KEY_IS_PRIVATE -> facts.addAll(new KeyFacts(dns).unreadable(claims));
      case SIGNATURE_EXPIRED ->
          claims.expiration().ifPresent(end -> facts.add(expired(end, claims, now)));
      case TIMESTAMP_IN_FUTURE -> claims.timestamp().ifPresent(made -> facts.add(early(made, now)));
      default -> {}
    }
  }

  private static Fact expired(Instant end, DkimSignature claims, Instant now) {
    String lived =
        claims
            .timestamp()
            .map(made -> ", and was valid for " + Sentences.span(Duration.between(made, end)))
            .orElse("");
    return new Fact(
        Fact.Kind.TIME,
        "it expired " + Sentences.span(Duration.between(end, now)) + " ago" + lived);
  }

  private static Fact early(Instant made, Instant now) {
    if (made.equals(Instant.MAX)) {
      return new Fact(
          Fact.Kind.TIME, "t= counts seconds since 1970; this value looks like milliseconds");
    }
    return new Fact(
        Fact.Kind.TIME,
        "the clock of the signer is "
            + Sentences.span(Duration.between(now, made))
            + " ahead, or the clock here is behind");
  }

  private static void flags(DkimKeyRecord key, DkimSignature claims, List<Fact> facts) {
    if (key.isTesting()) {
      facts.add(
          new Fact(Fact.Kind.KEY_FLAGS, "the key is in testing (t=y, RFC 6376 section 3.6.1)"));
    }
    if (key.isStrict() && !claims.identityDomain().equals(claims.domain())) {
      facts.add(
          new Fact(
              Fact.Kind.KEY_FLAGS,
              "the key is only for "
                  + claims.domain()
                  + " (t=s), and the signature is for "
                  + claims.identityDomain()));
    }
  }
}
