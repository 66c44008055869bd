package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcExplanation;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.ReportDestination;
import dev.waxseal.dmarc.ReportDestination.State;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The DMARC records for a domain, for people. */
public final class DmarcRecordText {

  private static final int SHOWN = 100;
  private static final String ORGANIZATION = "Organizational Domain";

  private final LookupPage page;
  private final DmarcExplanation lookup;
  private final Palette palette;

  public DmarcRecordText(LookupPage page, DmarcExplanation lookup) {
    this.page = page;
    this.lookup = lookup;
    this.palette = page.palette();
  }

  /** Writes it. */
  public void write() {
    String domain = lookup.domain().toString();
    page.title(domain, verdict());
    walk();
    lookup.decisive().ifPresent(this::tags);
    policies();
    destinations();
    List<Finding> findings = Finding.ofAll(lookup.findings());
    if (!findings.isEmpty()) {
      page.gap();
      page.findings(findings, domain);
    }
  }

  private String verdict() {
    Optional<AppliedRecord> own = lookup.applied();
    if (own.isEmpty()) {
      return lookup.walk().unavailable().isPresent()
          ? palette.warning("DNS did not answer")
          : palette.bad(
              lookup.walk().steps().stream().allMatch(it -> it.kind() == Step.Kind.NOTHING)
                  ? "no DMARC record"
                  : "no DMARC record that has any effect");
    }
    DmarcPolicy policy = own.get().policy();
    String words = "policy " + policy.word() + trial(own.get());
    String painted = policy == DmarcPolicy.NONE ? palette.warning(words) : palette.good(words);
    DomainName where = own.get().domain();
    return where.equals(lookup.domain()) ? painted : painted + ", by the record of " + where;
  }

  private void walk() {
    page.heading("The walk up from the domain");
    List<Step> steps = lookup.walk().steps();
    Step last = steps.get(steps.size() - 1);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (i == 1 && step.domain().labelCount() + 1 < lookup.domain().labelCount()) {
        page.row("  ...", page.column(), "the names between are not asked (RFC 9989 4.10)");
      }
      page.row(
          "  " + step.domain(), page.column(), found(step) + (step.equals(last) ? end(step) : ""));
    }
    page.row(
        "  " + ORGANIZATION,
        page.column(),
        lookup.walk().organizationalDomain().map(DomainName::toString).orElse("not known"));
  }

  private String found(Step step) {
    return switch (step.kind()) {
      case NOTHING -> "no record";
      case SEVERAL -> "several records, so none counts";
      case MALFORMED -> "a malformed record: " + texts(step.domain());
      case UNAVAILABLE -> "DNS did not answer";
      case FOUND ->
          lookup.decisive().filter(step::equals).isPresent()
              ? lookup.applied().isPresent() ? "the record that counts" : "a record without effect"
              : "a record: " + texts(step.domain());
    };
  }

  private String texts(DomainName domain) {
    return lookup.texts().getOrDefault(domain, List.of()).stream()
        .filter(text -> !(DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Other))
        .map(text -> SafeText.ofOctets(text, SHOWN))
        .findFirst()
        .orElse("");
  }

  /** Why the walk is over. */
  private static String end(Step step) {
    return step.dmarcRecord()
        .map(
            found ->
                switch (found.publicSuffix()) {
                  case YES -> " (psd=y ends the walk)";
                  case NO -> " (psd=n ends the walk)";
                  case UNKNOWN -> " (above is the root)";
                })
        .orElse(" (above is the root)");
  }

  private void tags(Step.Found step) {
    page.heading("The record of " + step.domain());
    page.tags(RecordTag.all(step.valid().text(), DmarcVocabulary::meaning), tag -> tag);
  }

  private void policies() {
    if (lookup.applied().isEmpty() && lookup.appliedToSubdomain().isEmpty()) {
      return;
    }
    page.heading("What becomes of mail that fails DMARC, from");
    policy("  " + lookup.domain(), lookup.applied());
    if (lookup.existence() != AppliedRecord.Existence.NON_EXISTENT) {
      policy("  its sub-domains", lookup.appliedToSubdomain());
    }
    policy("  sub-domains not in DNS", lookup.appliedToNonexistentSubdomain());
  }

  private void policy(String label, Optional<AppliedRecord> applied) {
    page.row(label, page.column(), applied.map(this::policy).orElse("no DMARC"));
  }

  private String policy(AppliedRecord applied) {
    String where =
        lookup.decisive().filter(it -> it.domain().equals(applied.domain())).isPresent()
            ? ""
            : " of " + applied.domain();
    DmarcRecord found = applied.dmarcRecord();
    boolean published = found.policy().isPresent() && !found.policyInvalid();
    String why =
        published
            ? ", by " + applied.tag().word() + "=" + applied.published().word() + where
            : ", for want of a valid policy" + where;
    return applied.policy().word() + why + (published ? trial(applied) : "");
  }

  private static String trial(AppliedRecord applied) {
    return applied.policy() != applied.published() ? " on trial (t=y)" : "";
  }

  private void destinations() {
    if (lookup.destinations().isEmpty()) {
      return;
    }
    page.heading("Reports");
    for (ReportDestination destination : lookup.destinations()) {
      State state = destination.state();
      String mark =
          state.isRefused()
              ? palette.no()
              : state == State.INSIDE || state == State.AUTHORIZED ? palette.yes() : palette.open();
      String instead = destination.instead().isEmpty() ? "" : ", at " + uris(destination.instead());
      page.marked(
          mark,
          destination.tag() + " " + destination.uri().text() + ": " + state.summary() + instead);
    }
  }

  /** The URIs as they stand in a record. */
  static String uris(List<DmarcRecord.ReportUri> uris) {
    return uris.stream().map(DmarcRecord.ReportUri::text).collect(Collectors.joining(","));
  }
}
