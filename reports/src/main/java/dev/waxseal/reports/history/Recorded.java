package dev.waxseal.reports.history;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dmarc.Identifier.Method;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.history.HistoryEntry.Cause;
import dev.waxseal.reports.history.HistoryEntry.MailFrom;
import dev.waxseal.reports.history.HistoryEntry.Signature;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes what a report needs from what a receiver found. */
final class Recorded {

  /** The beginning of the Subject of a report (RFC 9990 section 3.5.2). */
  private static final Pattern SUBJECT =
      Pattern.compile("[ \\t\\r\\n]*+Report[ \\t\\r\\n]++Domain:[ \\t\\r\\n].*", Pattern.DOTALL);

  /** A name in DNS has no more. */
  private static final int LONGEST_NAME = 253;

  private Recorded() {}

  static Optional<HistoryEntry> entry(
      InboundReport report,
      SpfClient client,
      Instant time,
      Disposition done,
      Optional<Cause> cause) {
    DmarcFacts facts = report.dmarc().result().facts();
    Optional<AppliedRecord> applied = facts.applied();
    if (applied.isEmpty() || facts.authorDomain().isEmpty() || isReport(report, client)) {
      return Optional.empty();
    }
    String policy = applied.get().dmarcRecord().text();
    if (policy.length() > HistoryEntry.LONGEST_POLICY_RECORD) {
      return Optional.empty();
    }
    return Optional.of(
        new HistoryEntry(
            time,
            applied.get().domain(),
            policy,
            applied.get().tag(),
            client.client(),
            facts.authorDomain().get(),
            envelopeFrom(client),
            Optional.empty(),
            signatures(report, facts),
            report.spf().flatMap(spf -> mailFrom(spf, facts)),
            report.dmarc().result().status(),
            done,
            report
                .dmarc()
                .override()
                .map(it -> new Cause(OverrideType.LOCAL_POLICY, it.comment()))
                .or(() -> cause)));
  }

  /**
   * An aggregate report that has no sender. Only one that passes DMARC counts as such: nobody else
   * can hide forgeries from the reports by this Subject.
   */
  private static boolean isReport(InboundReport report, SpfClient client) {
    return client.mailFrom().isEmpty()
        && report.dmarc().result().status() == DmarcStatus.PASS
        && report
            .headers()
            .first("subject")
            .map(field -> new String(field.bytes(), StandardCharsets.ISO_8859_1))
            .map(field -> field.substring(field.indexOf(':') + 1))
            .filter(subject -> SUBJECT.matcher(subject).matches())
            .isPresent();
  }

  private static Optional<String> envelopeFrom(SpfClient client) {
    String path = client.mailFrom();
    int at = path.lastIndexOf('@');
    if (path.isEmpty()) {
      return Optional.of("");
    }
    return at < 0 ? Optional.empty() : Optional.of(domain(path.substring(at + 1)));
  }

  private static List<Signature> signatures(InboundReport report, DmarcFacts facts) {
    List<Signature> signatures = new ArrayList<>();
    for (DkimResult result : report.dkim().results()) {
      String domain =
          result
              .signature()
              .map(it -> it.domain().toString())
              .orElseGet(() -> domain(result.tags().getOrDefault("d", "")));
      Optional<String> selector =
          result
              .signature()
              .map(it -> it.selector().toString())
              .or(() -> Optional.ofNullable(result.tags().get("s")))
              .filter(it -> !it.isEmpty() && it.length() <= LONGEST_NAME);
      AuthStatus status = AuthStatus.valueOf(result.status().name());
      Alignment alignment =
          result instanceof DkimResult.Pass pass
              ? alignment(facts, Method.DKIM, pass.domain())
              : Alignment.NONE;
      signatures.add(
          new Signature(domain, domain.isEmpty() ? Optional.empty() : selector, status, alignment));
    }
    return signatures;
  }

  private static Optional<MailFrom> mailFrom(InboundSpf spf, DmarcFacts facts) {
    if (spf.scope() != SpfScope.MFROM || spf.domain().isEmpty()) {
      return Optional.empty();
    }
    DomainName domain = spf.domain().get();
    Alignment alignment = alignment(facts, Method.SPF, domain);
    boolean aligned = alignment == Alignment.STRICT || alignment == Alignment.RELAXED;
    return Optional.of(new MailFrom(domain.toString(), spf.status(), aligned));
  }

  private static Alignment alignment(DmarcFacts facts, Method method, DomainName domain) {
    return facts.identifiers().stream()
        .filter(it -> it.method() == method && it.domain().equals(domain))
        .map(Identifier::alignment)
        .findFirst()
        .orElse(Alignment.NONE);
  }

  /** A domain in A-labels, or the text that stands in its place. */
  private static String domain(String written) {
    String cut = written.length() > LONGEST_NAME ? written.substring(0, LONGEST_NAME) : written;
    return DomainName.parse(cut).map(DomainName::toString).orElse(cut);
  }

  /**
   * The order of RFC 9990 section 3.1.3: passing and strictly aligned, passing and relaxed aligned,
   * other passing, the rest; among equals as in the message.
   */
  static List<Signature> mostUseful(List<Signature> signatures) {
    return signatures.stream()
        .sorted(Comparator.comparingInt(Recorded::rank))
        .limit(HistoryEntry.MOST_SIGNATURES)
        .toList();
  }

  private static int rank(Signature signature) {
    if (signature.result() != AuthStatus.PASS) {
      return 3;
    }
    return switch (signature.alignment()) {
      case STRICT -> 0;
      case RELAXED -> 1;
      case NONE, UNKNOWN -> 2;
    };
  }
}
