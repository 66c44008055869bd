package dev.waxseal.cli.ready;

import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.DomainArgument;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dmarc.DmarcExplanation;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.ready.Observation.Origin;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.ReadinessQuestion;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.Selection;
import dev.waxseal.reports.store.StoreVisitor;
import dev.waxseal.reports.store.StoredReport;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers from the reports in a store, DNS, and what the owner says on the command line. */
public final class ReadinessRun {

  /** What was published and signed more than a year ago does not matter. */
  private static final int DAYS = 400;

  private final Arguments arguments;
  private final Dns dns;
  private final Instant now;

  public ReadinessRun(Arguments arguments, Dns dns, Instant now) {
    this.arguments = arguments;
    this.dns = dns;
    this.now = now;
  }

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    return NamedHosts.addTo(syntax)
        .flag(
            "--users-informed",
            "Your people know that posts to lists may be lost under p=reject, or post to none.")
        .values(
            "--forged",
            "DOMAIN",
            "A service that sends in your name and has no right to. Repeatable.")
        .values(
            "--without-receiver",
            "DOMAIN",
            "Do not count the reports that this domain vouches for. Repeatable.");
  }

  /** The domain of the option {@code --domain}, if it is one. */
  public static DomainName domain(Arguments arguments) {
    String text = arguments.value("--domain").orElseThrow();
    return parsed(arguments, text);
  }

  /**
   * The answer for a domain.
   *
   * @throws IOException if the store cannot be read
   */
  public Readiness answer(DomainName domain, ReportStore store) throws IOException {
    DnsNames names = new DnsNames(dns);
    DmarcExplanation found = DmarcVerifier.of(dns).explain(domain);
    if (found.walk().unavailable().isPresent()) {
      throw new CommandFailure(
          ExitStatus.TEMPORARY,
          "DNS did not say what is published for "
              + domain
              + "; try again later, or give its record in a file with --dns-zone");
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Selection selection = Selection.all().ofDomain(domain.toString()).since(today.minusDays(DAYS));
    StoredObservations observations = new StoredObservations(store, selection, withoutReceivers());
    PolicyHistory history = new PolicyHistory();
    store.reports(selection, new Policies(observations, history));
    NamedHosts hosts = new NamedHosts(arguments, names);
    ReadinessQuestion question =
        new ReadinessQuestion(
            domain,
            found.walk().organizationalDomain().map(domain::equals).orElse(true),
            now,
            history.published(published(found), today),
            hosts.own(),
            hosts.lists(),
            arguments.has("--users-informed"),
            arguments.values("--forged").stream().map(it -> parsed(arguments, it)).toList(),
            names);
    return Readiness.of(question, observations);
  }

  /** The record at the domain itself; empty if it has none, or several. */
  private static String published(DmarcExplanation found) {
    List<String> records =
        found.texts().getOrDefault(found.domain(), List.of()).stream()
            .filter(text -> DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Valid)
            .toList();
    return records.size() == 1 ? records.get(0) : "";
  }

  private Set<String> withoutReceivers() {
    return arguments.values("--without-receiver").stream()
        .map(it -> parsed(arguments, it).toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static DomainName parsed(Arguments arguments, String text) {
    return DomainName.parse(DomainArgument.bare(text))
        .orElseThrow(() -> arguments.wrong("no domain: '" + text + "'"));
  }

  /** Takes the published policies out of the reports that count. */
  private record Policies(StoredObservations observations, PolicyHistory history)
      implements StoreVisitor {

    @Override
    public void report(StoredReport report) {
      if (report.isUsable() && observations.reporter(report).origin() == Origin.VOUCHED) {
        history.add(report.day(), report.report().policy());
      }
    }

    @Override
    public void record(StoredReport report, AggregateRecord line) {}
  }
}
