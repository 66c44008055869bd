package dev.waxseal.inbound.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.Octets;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.diagnosis.body.ArrivedBody;
import dev.waxseal.inbound.diagnosis.body.BodySearch;
import dev.waxseal.inbound.diagnosis.body.BodyTarget;
import dev.waxseal.inbound.diagnosis.body.Effort;
import dev.waxseal.inbound.diagnosis.header.HeaderContext;
import dev.waxseal.inbound.diagnosis.header.HeaderSearch;
import dev.waxseal.inbound.diagnosis.header.HeaderTarget;
import dev.waxseal.inbound.diagnosis.header.Tries;
import dev.waxseal.mime.HeaderField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The diagnosis of one message in the making. For one thread. */
final class Examination {

  /** How many searches in full a message may cost; honest mail needs one. */
  private static final int SEARCHES = 2;

  private final InboundReport report;
  private final Optional<byte[]> octets;
  private final SearchLimits limits;
  private final KeyDns keys;
  private final Instant now;

  /** What all searches together may still cost. */
  private long octetsLeft;

  private int triesLeft;
  private int verificationsLeft;

  /** Signatures in two algorithms have one body hash, which is looked for once. */
  private final Map<BodyTarget, BodyResult> bodies = new HashMap<>();

  private record BodyResult(PartDiagnosis part, Optional<Octets> signedBody) {

    static BodyResult of(Outcome outcome) {
      return new BodyResult(PartDiagnosis.of(outcome), Optional.empty());
    }
  }

  Examination(
      InboundReport report,
      Optional<byte[]> octets,
      SearchLimits limits,
      KeyDns keys,
      Instant now) {
    this.report = report;
    this.octets = octets;
    this.limits = limits;
    this.keys = keys;
    this.now = now;
    this.octetsLeft = SEARCHES * limits.hashedOctets();
    this.triesLeft = SEARCHES * limits.headerTries();
    this.verificationsLeft = SEARCHES * limits.verifications();
  }

  /** What is wrong with a signature; empty if, looked at again, nothing is. */
  Optional<SignatureDiagnosis> of(Suspect suspect) {
    List<Fact> facts = new ArrayList<>(Facts.of(suspect, keys, now));
    BodyResult body = BodyResult.of(Outcome.UNDECIDED);
    PartDiagnosis header = PartDiagnosis.of(Outcome.UNDECIDED);
    if (suspect.reachedTheMessage() && suspect.claims().isPresent()) {
      DkimSignature claims = suspect.claims().get();
      ArrivedBody arrived = arrived(suspect.field());
      body = body(claims, arrived);
      header = header(suspect, claims, arrived, facts);
      length(suspect, claims, arrived, body.part().outcome(), facts);
    }
    if (suspect.instance().isPresent() && isIntact(body.part()) && isIntact(header)) {
      return Optional.empty();
    }
    facts.addAll(new Sightings(report).of(suspect));
    return Optional.of(
        new SignatureDiagnosis(
            suspect.field(),
            suspect.instance(),
            suspect.claims(),
            suspect.reason(),
            header,
            body.part(),
            facts,
            body.signedBody()));
  }

  private static boolean isIntact(PartDiagnosis part) {
    return part.outcome() == Outcome.INTACT;
  }

  private ArrivedBody arrived(HeaderField signature) {
    List<String> boundaries =
        copies(signature).stream()
            .filter(copy -> copy.isNamed("Content-Type"))
            .flatMap(copy -> ArrivedBody.boundary(copy).stream())
            .toList();
    return new ArrivedBody(report.headers(), octets.orElse(new byte[0]), boundaries);
  }

  private BodyResult body(DkimSignature claims, ArrivedBody arrived) {
    if (octets.isEmpty() || claims.bodyCanonicalization().isEmpty()) {
      return BodyResult.of(Outcome.UNDECIDED);
    }
    BodyTarget target = BodyTarget.of(claims);
    return bodies.computeIfAbsent(target, it -> search(arrived, it));
  }

  private BodyResult search(ArrivedBody arrived, BodyTarget target) {
    if (arrived.matches(target)) {
      return BodyResult.of(Outcome.INTACT);
    }
    Effort effort = new Effort(Math.min(limits.hashedOctets(), octetsLeft));
    Optional<BodySearch.Found> found = BodySearch.find(arrived, target, effort);
    octetsLeft -= effort.spent();
    return found
        .map(
            it ->
                new BodyResult(
                    new PartDiagnosis(Outcome.EXPLAINED, it.changes()),
                    Optional.of(Octets.of(it.body().getBytes(ISO_8859_1)))))
        .orElseGet(() -> BodyResult.of(failed(effort.isExhausted())));
  }

  private PartDiagnosis header(
      Suspect suspect, DkimSignature claims, ArrivedBody arrived, List<Fact> facts) {
    Optional<PublicKey> key = suspect.keyRecord().flatMap(KeyRecordParser::publicKey);
    if (key.isEmpty() || claims.headerCanonicalization().isEmpty()) {
      return PartDiagnosis.of(Outcome.UNDECIDED);
    }
    SignedHash hash = SignedHash.of(key.get(), claims.signature().bytes());
    HeaderTarget target = HeaderTarget.of(suspect.field(), claims, hash);
    if (hash.is(
        HeaderHash.sha256(report.headers(), target.names(), target.field(), target.form()))) {
      return PartDiagnosis.of(Outcome.INTACT);
    }
    if (hash.origin() == SignedHash.Origin.NOT_THIS_KEY) {
      facts.add(
          new Fact(
              FactKind.KEY_DID_NOT_SIGN,
              "the key in DNS did not make this signature: it was made by another key, or b= was"
                  + " damaged (RFC 8017 section 8.2.2)"));
      return PartDiagnosis.of(Outcome.UNDECIDED);
    }
    return searched(target, arrived, facts);
  }

  private PartDiagnosis searched(HeaderTarget target, ArrivedBody arrived, List<Fact> facts) {
    boolean told = target.hash().origin() == SignedHash.Origin.THIS_KEY;
    Tries tries =
        new Tries(
            told
                ? Math.min(limits.headerTries(), triesLeft)
                : Math.min(limits.verifications(), verificationsLeft));
    HeaderContext context =
        new HeaderContext(report.headers(), copies(target.field()), arrived.partHeaders());
    Optional<List<Change>> found = HeaderSearch.find(context, target, tries);
    triesLeft -= told ? tries.spent() : 0;
    verificationsLeft -= told ? 0 : tries.spent();
    if (found.isPresent()) {
      return new PartDiagnosis(Outcome.EXPLAINED, found.get());
    }
    facts.add(
        told
            ? new Fact(
                FactKind.KEY_SIGNED,
                "the key in DNS made this signature, so that a signed header field was changed")
            : new Fact(
                FactKind.KEY_CANNOT_TELL,
                "an Ed25519 key cannot tell whether it signed another header, so that either the"
                    + " header was changed or another key signed"));
    absent(target).ifPresent(facts::add);
    return PartDiagnosis.of(told ? failed(tries.areExhausted()) : Outcome.UNDECIDED);
  }

  private Optional<Fact> absent(HeaderTarget target) {
    String names =
        target.names().stream()
            .distinct()
            .filter(name -> report.headers().count(name) == 0)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fact(
                FactKind.FIELDS_ABSENT,
                "h= names fields that the message does not have: "
                    + names
                    + "; they were not there when it was signed, or were taken away"));
  }

  private static void length(
      Suspect suspect, DkimSignature claims, ArrivedBody arrived, Outcome body, List<Fact> facts) {
    if (claims.bodyLength().isEmpty() || claims.bodyCanonicalization().isEmpty()) {
      return;
    }
    long signed = claims.bodyLength().getAsLong();
    long there = arrived.length(claims.bodyCanonicalization().get());
    if (signed > there) {
      facts.add(
          new Fact(
              FactKind.LENGTH,
              "at least " + (signed - there) + " octets at the end of the body are missing (l=)"));
    } else if (body == Outcome.INTACT && suspect.reason() == DkimReason.UNSIGNED_CONTENT) {
      facts.add(
          new Fact(
              FactKind.LENGTH,
              "l= covers the first "
                  + signed
                  + " octets, which are as they were signed; anyone can have added the other "
                  + (there - signed)
                  + ", which begin with: "
                  + Sentences.shortened(
                      arrived.octetsFrom(claims.bodyCanonicalization().get(), signed), 60)));
    }
  }

  private static Outcome failed(boolean exhausted) {
    return exhausted ? Outcome.GAVE_UP : Outcome.NOT_EXPLAINED;
  }

  /** The fields that the signature has copies of, {@code z=} (RFC 6376 section 3.5). */
  private static List<HeaderField> copies(HeaderField signature) {
    return CopiedFields.of(TagList.tags(signature).getOrDefault("z", ""));
  }
}
