package dev.waxseal.cli.lookup;

import dev.waxseal.cli.lookup.Finding.Severity;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFinding;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcProblem;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the DMARC of a domain, as far as DNS can tell. */
final class DmarcFindings {

  /** A walk leaves names out of what has more labels (RFC 9989 section 4.10 step 4). */
  private static final int MOST_LABELS = 8;

  private static final int SHOWN = 60;

  private final DmarcLookup lookup;
  private final DomainName domain;
  private final List<Finding> findings = new ArrayList<>();

  DmarcFindings(DmarcLookup lookup) {
    this.lookup = lookup;
    this.domain = lookup.domain();
  }

  /** All of it, in the order of the checks. */
  List<Finding> all() {
    presence();
    lookup.walk().steps().forEach(this::step);
    lookup.decisive().ifPresent(it -> read(it.domain(), it.valid().findings()));
    lookup.destinations().forEach(this::destination);
    organization();
    subdomainTags();
    if (domain.labelCount() > MOST_LABELS && !lookup.hasOwnRecord()) {
      add(
          Severity.WARNING,
          "DMARC-6",
          "the name has more than 8 labels, so that records close above it are not looked for"
              + " (RFC 9989 section 5.1.8)");
    }
    if (lookup.own().filter(it -> it.policy() == DmarcPolicy.REJECT).isPresent()) {
      add(
          Severity.INFO,
          "DMARC-7",
          "with p=reject all mail must be signed with DKIM, and people's mail to lists may be lost"
              + " (RFC 9989 section 7.4)");
    }
    return findings;
  }

  private void presence() {
    if (lookup.existence() == AppliedRecord.Existence.NON_EXISTENT) {
      add(Severity.WARNING, "DMARC-1", "DNS has no such domain (RFC 9989 section 3.2.13)");
    }
    lookup
        .walk()
        .unavailable()
        .ifPresent(
            it ->
                add(
                    Severity.WARNING,
                    "DMARC-1",
                    "DNS did not answer: " + it.cause() + " (RFC 9989 section 5.3.6)",
                    it.domain(),
                    ""));
    if (lookup.walk().steps().stream().allMatch(it -> it.kind() == Step.Kind.NOTHING)) {
      add(
          Severity.ERROR,
          "DMARC-1",
          "neither the domain nor its organization has a DMARC record"
              + " (RFC 9989 section 4.10.1)");
    }
    lookup.misplaced().forEach(it -> add(Severity.ERROR, "DMARC-1", it));
  }

  private void step(Step step) {
    if (step instanceof Step.Several several) {
      add(
          Severity.ERROR,
          "DMARC-1",
          "there are " + several.count() + " records, so that none counts (RFC 9989 section 4.10)",
          step.domain(),
          "");
    } else if (step instanceof Step.Malformed malformed) {
      read(step.domain(), malformed.invalid().findings());
    }
    boolean other = step.kind() == Step.Kind.FOUND;
    for (String text : lookup.texts().getOrDefault(step.domain(), List.of())) {
      if (DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Other no
          && no.nearMiss().isPresent()) {
        add(
            other ? Severity.WARNING : Severity.ERROR,
            "DMARC-1",
            no.nearMiss().get()
                + ", so that it is ignored ("
                + DmarcProblem.NOT_DMARC1.section()
                + ")",
            step.domain(),
            SafeText.ofOctets(text, SHOWN));
      }
    }
  }

  private void read(DomainName where, List<DmarcFinding> found) {
    for (DmarcFinding finding : found) {
      add(severity(finding), id(finding), sentence(finding.problem()), where, finding.about());
    }
  }

  private static Severity severity(DmarcFinding finding) {
    return switch (finding.problem().severity()) {
      case ERROR -> Severity.ERROR;
      case WARNING -> Severity.WARNING;
      case NOTE -> Severity.INFO;
    };
  }

  private static String id(DmarcFinding finding) {
    return switch (finding.problem()) {
      case NOT_DMARC1 -> "DMARC-1";
      case URI_INVALID,
          URI_NOT_MAILTO,
          OPTIONS_WITHOUT_REPORTS,
          NO_AGGREGATE_REPORTS,
          FAILURE_REPORTS_OF_OTHERS ->
          "DMARC-3";
      case TESTING -> "DMARC-5";
      default -> "DMARC-2";
    };
  }

  private static String sentence(DmarcProblem problem) {
    return problem.summary() + " (" + problem.section() + ")";
  }

  private void destination(ReportDestination destination) {
    if (destination.state().isRefused()) {
      String name = destination.asked().map(DomainName::toString).orElse("");
      String why =
          switch (destination.state()) {
            case UNAUTHORIZED -> "there is no record v=DMARC1 at " + name;
            case SENT_ELSEWHERE -> "the record at " + name + " names another host";
            default -> "no name in DNS is as long as that of the record that would be needed";
          };
      add(
          Severity.ERROR,
          "DMARC-3",
          "no reports go there: " + why + " (RFC 9990 section 4)",
          lookup.decisive().map(Step.Found::domain).orElse(domain),
          destination.tag() + "=" + destination.uri().text());
    }
  }

  /** A record above that does not say what its domain is makes an organization of all below. */
  private void organization() {
    Optional<DomainName> organization = lookup.walk().organizationalDomain();
    if (organization.isEmpty() || organization.get().equals(domain)) {
      return;
    }
    DomainName top = organization.get();
    boolean says =
        lookup
            .found()
            .anyMatch(it -> it.valid().publicSuffix() != DmarcRecord.PublicSuffix.UNKNOWN);
    boolean several = lookup.found().count() > 1;
    if (says || (!several && top.labelCount() > 1)) {
      return;
    }
    DomainName lowest = lookup.found().findFirst().map(Step.Found::domain).orElse(domain);
    String remedy = several ? "; psd=n at " + lowest + " would part it from there" : "";
    add(
        top.labelCount() == 1 ? Severity.WARNING : Severity.INFO,
        "DMARC-4",
        "its record lacks psd=y, so that all below is one organization"
            + remedy
            + " (RFC 9989 section 11.8)",
        top,
        "");
  }

  /** {@code sp} and {@code np} count only in the record of an organization or a public suffix. */
  private void subdomainTags() {
    Optional<DmarcRecord> own = lookup.decisiveRecord().filter(it -> lookup.hasOwnRecord());
    boolean above =
        lookup.walk().organizationalDomain().filter(it -> !it.equals(domain)).isPresent();
    boolean tags =
        own.filter(it -> it.subdomainPolicy().isPresent() || it.nonexistentPolicy().isPresent())
            .isPresent();
    if (above && tags) {
      add(
          Severity.WARNING,
          "DMARC-2",
          "sp and np do nothing here: the organization above decides for sub-domains"
              + " (RFC 9989 section 4.7)");
    }
  }

  private void add(Severity severity, String id, String problem) {
    add(severity, id, problem, domain, "");
  }

  private void add(Severity severity, String id, String problem, DomainName where, String about) {
    findings.add(new Finding(severity, id, problem, where.toString(), about));
  }
}
