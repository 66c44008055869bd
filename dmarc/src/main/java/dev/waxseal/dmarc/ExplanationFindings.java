package dev.waxseal.dmarc;

import dev.waxseal.dmarc.ReportDestination.State;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong with the DMARC of a domain, as far as DNS can tell. */
final class ExplanationFindings {

  /** A walk leaves names out of what has more labels (RFC 9989 section 4.10 step 4). */
  private static final int MOST_LABELS = 8;

  /** The part of a text that a finding shows. */
  private static final int SHOWN = 60;

  private final DmarcExplanation explanation;
  private final DmarcQueries queries;
  private final DomainName domain;
  private final List<RecordFinding> findings = new ArrayList<>();

  ExplanationFindings(DmarcExplanation explanation, DmarcQueries queries) {
    this.explanation = explanation;
    this.queries = queries;
    this.domain = explanation.domain();
  }

  /**
   * All findings, in the order of the checks.
   *
   * @param misplaced those about records that stand at other names
   */
  List<RecordFinding> all(List<RecordFinding> misplaced) {
    presence();
    findings.addAll(misplaced);
    explanation.walk().steps().forEach(this::step);
    explanation.decisive().ifPresent(it -> read(it.domain(), it.valid().findings()));
    explanation.destinations().forEach(this::destination);
    organization();
    subdomainTags();
    if (domain.labelCount() > MOST_LABELS && !explanation.hasOwnRecord()) {
      add(DmarcFinding.LONG_NAME, domain, "");
    }
    if (explanation.applied().filter(it -> it.policy() == DmarcPolicy.REJECT).isPresent()) {
      add(DmarcFinding.REJECT_POLICY, domain, "");
    }
    return findings;
  }

  private void presence() {
    if (explanation.existence() == AppliedRecord.Existence.NON_EXISTENT) {
      add(DmarcFinding.NO_SUCH_DOMAIN, domain, "");
    }
    explanation
        .walk()
        .unavailable()
        .ifPresent(it -> add(DmarcFinding.DNS_UNAVAILABLE, it.domain(), "TXT: " + it.cause()));
    if (explanation.walk().steps().stream().allMatch(it -> it.kind() == Step.Kind.NOTHING)) {
      add(DmarcFinding.NO_RECORD, domain, "");
    }
  }

  private void step(Step step) {
    if (step instanceof Step.Several several) {
      add(DmarcFinding.SEVERAL_RECORDS, step.domain(), several.count() + " records");
    } else if (step instanceof Step.Malformed malformed) {
      read(step.domain(), malformed.invalid().findings());
    }
    DmarcFinding kind =
        step.kind() == Step.Kind.FOUND
            ? DmarcFinding.NOT_DMARC1_BESIDE_RECORD
            : DmarcFinding.NOT_DMARC1;
    for (String text : explanation.texts().getOrDefault(step.domain(), List.of())) {
      if (queries.parse(text) instanceof DmarcRecord.Parsed.Other other) {
        other.nearMiss().ifPresent(why -> add(kind, step.domain(), shown(text) + " (" + why + ")"));
      }
    }
  }

  private static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  private void read(DomainName where, List<RecordFinding> found) {
    found.forEach(finding -> findings.add(finding.at(where)));
  }

  private void destination(ReportDestination destination) {
    if (!destination.state().isRefused()) {
      return;
    }
    String name = destination.authorization().map(DomainName::toString).orElse("");
    String why =
        destination.state() == State.UNAUTHORIZED
            ? "there is no record v=DMARC1 at " + name
            : destination.state() == State.SENT_ELSEWHERE
                ? "the record at " + name + " names another host"
                : "the name of the record that is needed would be too long for DNS";
    add(
        DmarcFinding.REPORTS_UNAUTHORIZED,
        explanation.decisive().map(Step.Found::domain).orElse(domain),
        destination.tag() + "=" + destination.uri().text() + " (" + why + ")");
  }

  /** Without {@code psd=}, a record above makes every name below it one organization. */
  private void organization() {
    Optional<DomainName> organization =
        explanation.walk().organizationalDomain().filter(it -> !it.equals(domain));
    boolean says =
        explanation
            .found()
            .anyMatch(it -> it.valid().publicSuffix() != DmarcRecord.PublicSuffix.UNKNOWN);
    if (organization.isEmpty() || says) {
      return;
    }
    DomainName top = organization.get();
    boolean suffix = top.labelCount() == 1;
    boolean several = explanation.found().count() > 1;
    DomainName lowest = explanation.found().findFirst().map(Step.Found::domain).orElse(domain);
    String remedy = several ? "psd=n at " + lowest + " would separate it" : "";
    if (suffix) {
      add(DmarcFinding.SUFFIX_WITHOUT_PSD, top, remedy);
    } else if (several) {
      add(DmarcFinding.ORGANIZATION_WITHOUT_PSD, top, remedy);
    }
  }

  private void subdomainTags() {
    Optional<DmarcRecord> own =
        explanation
            .decisive()
            .map(Step.Found::valid)
            .filter(it -> explanation.hasOwnRecord())
            .filter(it -> it.subdomainPolicy().isPresent() || it.nonexistentPolicy().isPresent());
    boolean above =
        explanation.walk().organizationalDomain().filter(it -> !it.equals(domain)).isPresent();
    if (above && own.isPresent()) {
      add(DmarcFinding.SUBDOMAIN_TAGS_UNUSED, domain, "");
    }
  }

  private void add(DmarcFinding kind, DomainName where, String about) {
    findings.add(new RecordFinding(kind, about).at(where));
  }
}
