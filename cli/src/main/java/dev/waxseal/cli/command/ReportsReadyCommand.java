package dev.waxseal.cli.command;

import dev.waxseal.cli.inbox.StoreOption;
import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.ready.ReadinessRun;
import dev.waxseal.cli.ready.ReadyJson;
import dev.waxseal.cli.ready.ReadyText;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.Verdict;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;

/** {@code waxseal reports ready}: can a domain go to quarantine or reject? */
public final class ReportsReadyCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("ready", new ReportsReadyCommand())
            .about("Tells if a domain can go to p=quarantine or p=reject, by the reports about it.")
            .needed("--domain", "DOMAIN", "The domain, as A-labels or U-labels.")
            .value("--for", "POLICY", "What is asked for: reject (the default) or quarantine.");
    Syntax told = ReadinessRun.addTo(StoreOption.addTo(syntax));
    return OutputOptions.addTo(ClockOption.addTo(DnsOptions.addTo(told)))
        .examples(
            "  waxseal reports ready --domain example.org --own mx.example.org \\",
            "      --own 192.0.2.0/28 --list lists.example.org,sealing",
            "  waxseal reports ready --domain example.org --for quarantine --json",
            "",
            "Name all hosts that send in the name of the domain, and the lists that its people post",
            "to. Only reports that somebody vouches for count: DKIM, when the mail was read, or you.",
            "The policies of earlier days are those that the reports saw; today's is asked from DNS.",
            "Nothing is changed anywhere: you publish the record.",
            "",
            "Exit status: 0 ready for what is asked, 1 not yet, 64 usage, 65 a bad zone, 66 no such",
            "store, 69 no driver or server, 74 the store cannot be used, 75 DNS did not answer, or",
            "the store is locked.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    arguments.positionals(0);
    DomainName domain = ReadinessRun.domain(arguments);
    Verdict asked = asked(arguments);
    InstantSource clock = ClockOption.clock(arguments);
    ReadinessRun run =
        new ReadinessRun(arguments, new DnsOptions(arguments).dns(), clock.instant());
    try (ReportStore store = StoreOption.read(arguments, clock)) {
      Readiness answer = run.answer(domain, store);
      LookupOutput.print(
          arguments,
          terminal,
          json -> ReadyJson.write(answer, asked, json),
          page -> new ReadyText(page, answer).write());
      return answer.verdict().compareTo(asked) >= 0 ? ExitStatus.OK : ExitStatus.NO;
    } catch (StoreException e) {
      throw StoreOption.failure(e);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.IO, "cannot read the store: " + e.getMessage());
    }
  }

  private static Verdict asked(Arguments arguments) {
    String word = arguments.value("--for").orElse("reject");
    return switch (word) {
      case "reject" -> Verdict.READY_FOR_REJECT;
      case "quarantine" -> Verdict.READY_FOR_QUARANTINE;
      default -> throw arguments.wrong("--for takes reject or quarantine, not '" + word + "'");
    };
  }
}
