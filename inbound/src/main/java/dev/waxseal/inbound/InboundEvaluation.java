package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dmarc.DkimCheck;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.MailFromCheck;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.internal.Evaluation;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The evaluation of one message: all queries are sent, the body and the answers arrive. */
final class InboundEvaluation implements Evaluation<InboundReport> {

  private final InboundAuthenticator authenticator;
  private final Optional<SpfClient> client;
  private final Evaluation<DkimReport> dkim;
  private final Evaluation<ArcReport> arc;
  private final Optional<CompletableFuture<SpfResult>> spfCheck;
  private final Optional<InboundSpf> reportedSpf;
  private final DmarcVerifier.Evaluation dmarc;
  private final Optional<Evaluation<ArcSealer.Prepared>> sealing;

  InboundEvaluation(
      InboundAuthenticator authenticator, Optional<SpfClient> client, Headers headers, Dns dns) {
    Verifiers verifiers = authenticator.verifiers();
    this.authenticator = authenticator;
    this.client = client;
    this.dkim = verifiers.dkimEvaluator().begin(headers, dns);
    this.arc = verifiers.arcEvaluator().begin(headers, dns);
    this.spfCheck =
        client.map(from -> verifiers.spf().evaluateMailFrom(from, dns).toCompletableFuture());
    this.reportedSpf =
        client.isPresent()
            ? Optional.empty()
            : authenticator.spfReporters().flatMap(ids -> ReportedSpf.in(headers, ids));
    this.dmarc = verifiers.dmarc().begin(headers, dns, candidates());
    this.sealing = authenticator.sealing().map(sealer -> sealer.begin(headers, dns));
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    List<BodyHashes.Need> needs = new ArrayList<>(dkim.bodyNeeds());
    needs.addAll(arc.bodyNeeds());
    sealing.ifPresent(it -> needs.addAll(it.bodyNeeds()));
    return needs;
  }

  @Override
  public void body(byte[] bytes, int offset, int length) {
    if (sealing.isPresent()) {
      sealing.get().body(bytes, offset, length);
    }
  }

  @Override
  public CompletableFuture<?> answers() {
    List<CompletableFuture<?>> answers = new ArrayList<>(4);
    answers.add(dkim.answers());
    answers.add(arc.answers());
    answers.add(dmarc.answers());
    spfCheck.ifPresent(answers::add);
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
  }

  @Override
  public InboundReport report(BodyHashes hashes, LineEnds lineEnds) {
    DkimReport signatures = dkim.report(hashes, lineEnds);
    ArcReport chain = arc.report(hashes, lineEnds);
    Optional<InboundSpf> spf =
        spfCheck.map(CompletableFuture::join).map(InboundSpf::checked).or(() -> reportedSpf);
    DmarcResult result =
        dmarc.report(
            DkimCheck.ofAll(signatures.results()),
            spf.map(InboundSpf::forDmarc).orElse(MailFromCheck.none()));
    return InboundReport.of(
        authenticator,
        client,
        signatures,
        chain,
        spf,
        authenticator.policy().apply(result, chain),
        sealing.map(it -> it.report(hashes, lineEnds)));
  }

  /** Whatever may turn out to be authenticated. */
  private List<DomainName> candidates() {
    List<DomainName> candidates = new ArrayList<>(dkim.claimedDomains());
    client.flatMap(SpfClient::mailFromDomain).ifPresent(candidates::add);
    reportedSpf.flatMap(InboundSpf::domain).ifPresent(candidates::add);
    return candidates;
  }
}
