package dev.waxseal.cli.lookup;

import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks DNS all about the DMARC of a domain. */
public final class DmarcInquiry {

  /** A label below the domain, for the policy of sub-domains; DNS is not asked about it. */
  private static final String SUBDOMAIN = "sub";

  private final Dns dns;
  private final DmarcVerifier verifier;

  public DmarcInquiry(Dns dns) {
    this.dns = dns;
    this.verifier = DmarcVerifier.of(dns);
  }

  /** The answers. */
  public DmarcLookup about(DomainName domain) {
    DnsDeadline deadline = new DnsDeadline();
    CompletionStage<DnsAnswer<DnsRecord.Cname>> exists = dns.lookup(domain, RecordType.CNAME);
    CompletableFuture<TreeWalk> walking = verifier.walk(domain).toCompletableFuture();
    Optional<TreeWalk> below = domain.prefixed(SUBDOMAIN).map(this::walkWithoutOwnRecord);
    TreeWalk walk = walking.join();
    AppliedRecord.Existence existence = existence(deadline.answer(exists));
    List<ReportDestination> destinations =
        AppliedRecord.of(walk, existence)
            .map(applied -> new ReportDestinations(dns, verifier, applied).all())
            .orElse(List.of());
    List<String> misplaced =
        walk.steps().get(0).kind() == Step.Kind.NOTHING
            ? new MisplacedRecord(dns, domain).sentences()
            : List.of();
    return new DmarcLookup(walk, below, existence, texts(walk), misplaced, destinations);
  }

  /** The walk from a sub-domain that has no record of its own. */
  private TreeWalk walkWithoutOwnRecord(DomainName subdomain) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Nothing(subdomain));
    DomainName next = TreeWalk.names(subdomain).get(1); // of a long name, not the one above it
    steps.addAll(verifier.walk(next).toCompletableFuture().join().steps());
    return new TreeWalk(subdomain, steps);
  }

  /** True if a name exists: it does unless the answer is NXDOMAIN (RFC 9989 section 3.2.13). */
  private static AppliedRecord.Existence existence(DnsAnswer<DnsRecord.Cname> answer) {
    return switch (answer.kind()) {
      case NO_SUCH_DOMAIN -> AppliedRecord.Existence.NON_EXISTENT;
      case FOUND, NO_DATA -> AppliedRecord.Existence.EXISTENT;
      case UNAVAILABLE -> AppliedRecord.Existence.UNKNOWN;
    };
  }

  /** The TXT records at the names of the walk, which tell of records that do not count. */
  private Map<DomainName, List<String>> texts(TreeWalk walk) {
    DnsDeadline deadline = new DnsDeadline();
    Map<DomainName, CompletionStage<DnsAnswer<DnsRecord.Txt>>> asked = new LinkedHashMap<>();
    for (Step step : walk.steps()) {
      DmarcLookup.recordName(step.domain())
          .ifPresent(name -> asked.put(step.domain(), dns.lookup(name, RecordType.TXT)));
    }
    Map<DomainName, List<String>> texts = new LinkedHashMap<>();
    asked.forEach((domain, stage) -> texts.put(domain, texts(deadline.answer(stage))));
    return texts;
  }

  /** The texts of an answer, one character an octet. */
  public static List<String> texts(DnsAnswer<DnsRecord.Txt> answer) {
    return answer instanceof DnsAnswer.Found<DnsRecord.Txt> found
        ? found.records().stream().map(DnsRecord.Txt::text).toList()
        : List.of();
  }
}
