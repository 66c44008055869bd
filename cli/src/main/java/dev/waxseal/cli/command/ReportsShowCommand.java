package dev.waxseal.cli.command;

import dev.waxseal.cli.inbox.ShowRun;
import dev.waxseal.cli.inbox.StoreOption;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.DomainArgument;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.ready.ReadinessRun;
import dev.waxseal.cli.report.PageFile;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.Selection;
import dev.waxseal.reports.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code waxseal reports show}: what the reports in the store say. */
public final class ReportsShowCommand implements Command {

  private static final String[] EXAMPLES = {
    "  waxseal reports show",
    "  waxseal reports show --domain example.org --since 2026-11-01",
    "  waxseal reports show --host 192.0.2.25=lists --host 2001:db8::25=lists",
    "  waxseal reports show --csv > records.csv",
    "  waxseal reports show --html page.html --domain example.org --own mx.example.org",
    "",
    "Only reports that somebody vouches for count: DKIM, when the mail was read, or you.",
    "Columns: pass is DMARC's pass. What fails was spared by the receiver for a reason of its",
    "own, delivered as failed under p=none, quarantined, or rejected.",
    "",
    "Exit status: 0 done, 64 usage, 66 no such store, 69 no driver or server, 74 the store",
    "cannot be used, 75 it is locked."
  };

  private static final List<String> OF_PAGE =
      List.of("--own", "--list", "--users-informed", "--forged", "--without-receiver");

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("show", new ReportsShowCommand())
            .about("Shows what the aggregate reports in the store say of your domains.")
            .value("--domain", "DOMAIN", "Reports about this domain only.")
            .value("--since", "DAY", "Reports of this day (UTC), such as 2026-11-02, and later.")
            .value("--until", "DAY", "Reports of this day and before.")
            .values(
                "--host",
                "ADDRESS=NAME",
                "Name a host of yours, such as that of your lists. Repeatable.")
            .flag("--json", "Print one JSON object.")
            .flag("--csv", "Print CSV: a line a record, those that do not count among them.")
            .value(
                "--html",
                "FILE",
                "Write one page with charts, and nothing else; with --domain, its readiness on top.");
    Syntax told = ReadinessRun.addTo(ClockOption.addTo(StoreOption.addTo(syntax)));
    return DnsOptions.addTo(told).examples(EXAMPLES);
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    arguments.positionals(0);
    if (arguments.has("--json") && arguments.has("--csv")) {
      throw arguments.wrong("--json and --csv exclude each other");
    }
    if (arguments.has("--html") && (arguments.has("--json") || arguments.has("--csv"))) {
      throw arguments.wrong("--html is for people: it excludes --json and --csv");
    }
    Optional<String> lonely = OF_PAGE.stream().filter(arguments::has).findFirst();
    if (lonely.isPresent() && !arguments.has("--html")) {
      throw arguments.wrong(lonely.get() + " is for --html; --host names hosts everywhere");
    }
    Selection selection = selection(arguments);
    Map<String, String> hosts = hosts(arguments);
    Optional<PageFile> page = arguments.value("--html").map(PageFile::of);
    try (ReportStore store = StoreOption.read(arguments, ClockOption.clock(arguments))) {
      ShowRun run = new ShowRun(store, selection, terminal);
      if (page.isPresent()) {
        new ReportsPageRun(arguments, store, selection, hosts).write(page.get());
      } else if (arguments.has("--csv")) {
        run.csv();
      } else if (arguments.has("--json")) {
        run.json(hosts);
      } else {
        run.text(hosts);
      }
      return ExitStatus.OK;
    } catch (StoreException e) {
      throw StoreOption.failure(e);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.IO, "cannot write: " + e.getMessage());
    }
  }

  private static Selection selection(Arguments arguments) {
    Selection selection = Selection.all();
    Optional<String> domain = arguments.value("--domain");
    if (domain.isPresent()) {
      selection =
          selection.ofDomain(
              DomainName.parse(DomainArgument.bare(domain.get()))
                  .orElseThrow(() -> arguments.wrong("no domain: '" + domain.get() + "'"))
                  .toString());
    }
    Optional<String> since = arguments.value("--since");
    if (since.isPresent()) {
      selection = selection.since(day(arguments, since.get()));
    }
    Optional<String> until = arguments.value("--until");
    if (until.isPresent()) {
      selection = selection.until(day(arguments, until.get()));
    }
    return selection;
  }

  private static LocalDate day(Arguments arguments, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw arguments.wrong("not a day: '" + text + "'; an example is 2026-11-02");
    }
  }

  private static Map<String, String> hosts(Arguments arguments) {
    Map<String, String> hosts = new HashMap<>();
    for (String text : arguments.values("--host")) {
      int sign = text.indexOf('=');
      Optional<InetAddress> address =
          AggregateRecord.addressOf(text.substring(0, Math.max(sign, 0)));
      if (address.isEmpty() || sign == text.length() - 1) {
        throw arguments.wrong(
            "not an address and a name: '" + text + "'; an example is 192.0.2.25=lists");
      }
      hosts.put(AggregateRecord.text(address.get()), text.substring(sign + 1));
    }
    return hosts;
  }
}
