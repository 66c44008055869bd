package dev.waxseal.dmarc;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Explains the DMARC of a domain, in two rounds of queries. For one explanation. */
final class Explainer {

  /** A label below the domain, for the policy of sub-domains; DNS is not asked about it. */
  private static final String SUBDOMAIN = "sub";

  private final DmarcQueries queries;
  private final DomainName domain;
  private final Optional<DomainName> subdomain;
  private final MisplacedRecords misplaced;

  Explainer(DmarcQueries queries, DomainName domain) {
    this.queries = queries;
    this.domain = domain;
    this.subdomain = domain.prefixed(SUBDOMAIN);
    this.misplaced = new MisplacedRecords(queries, domain);
  }

  CompletionStage<DmarcExplanation> explanation() {
    queries.askWalk(domain);
    queries.askExistence(domain);
    subdomain.ifPresent(name -> queries.askWalk(above(name)));
    return queries.answers().thenCompose(done -> secondRound());
  }

  /** The queries that depend on the record, or on there being none. */
  private CompletionStage<DmarcExplanation> secondRound() {
    TreeWalk walk = queries.walk(domain);
    Optional<ReportDestinations> destinations =
        AppliedRecord.of(walk, queries.exists(domain))
            .map(applied -> new ReportDestinations(queries, applied));
    destinations.ifPresent(ReportDestinations::ask);
    boolean without = walk.steps().get(0).kind() == Step.Kind.NOTHING;
    if (without) {
      misplaced.ask();
    }
    return queries
        .answers()
        .thenApply(
            done ->
                explanation(
                    walk, destinations.map(ReportDestinations::all).orElse(List.of()), without));
  }

  private DmarcExplanation explanation(
      TreeWalk walk, List<ReportDestination> destinations, boolean without) {
    DmarcExplanation bare =
        new DmarcExplanation(
            walk,
            subdomain.map(this::walkWithoutOwnRecord),
            queries.exists(domain),
            texts(walk),
            destinations,
            List.of());
    ExplanationFindings findings = new ExplanationFindings(bare, queries);
    return new DmarcExplanation(
        bare.walk(),
        bare.subdomainWalk(),
        bare.existence(),
        bare.texts(),
        bare.destinations(),
        findings.all(without ? misplaced.findings() : List.of()));
  }

  /** The walk from a sub-domain that has no record of its own. */
  private TreeWalk walkWithoutOwnRecord(DomainName name) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Nothing(name));
    steps.addAll(queries.walk(above(name)).steps());
    return new TreeWalk(name, steps);
  }

  /** The name that a walk asks for after the first; of a long name, not the one above it. */
  private static DomainName above(DomainName name) {
    return TreeWalk.names(name).get(1);
  }

  /** The texts at the names of the walk, which tell of records that do not count. */
  private Map<DomainName, List<String>> texts(TreeWalk walk) {
    Map<DomainName, List<String>> texts = new LinkedHashMap<>();
    for (Step step : walk.steps()) {
      DmarcQueries.recordName(step.domain())
          .ifPresent(name -> texts.put(step.domain(), queries.texts(name)));
    }
    return texts;
  }
}
