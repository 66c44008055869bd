package dev.waxseal.inbound;

import dev.waxseal.arc.ArcJudgement;
import dev.waxseal.dkim.DkimJudgement;
import dev.waxseal.dkim.internal.MessagePass;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.BodyHashes;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** All that is judged in one message, waiting for the body and for DNS. */
final class InboundJudgement implements MessagePass.Judgement<InboundReport> {

  private final InboundAuthenticator authenticator;
  private final Headers headers;
  private final DkimJudgement dkim;
  private final ArcJudgement arc;

  InboundJudgement(InboundAuthenticator authenticator, Headers headers, Dns dns) {
    this.authenticator = authenticator;
    this.headers = headers;
    this.dkim = authenticator.dkim().judge(headers, dns);
    this.arc = authenticator.arc().judge(headers, dns);
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    List<BodyHashes.Need> needs = new ArrayList<>(dkim.bodyNeeds());
    needs.addAll(arc.bodyNeeds());
    return needs;
  }

  @Override
  public CompletableFuture<?> answers() {
    return CompletableFuture.allOf(dkim.answers(), arc.answers());
  }

  @Override
  public InboundReport judge(BodyHashes hashes) {
    return InboundReport.of(
        authenticator.authservId(), headers, dkim.judge(hashes), arc.judge(hashes));
  }
}
