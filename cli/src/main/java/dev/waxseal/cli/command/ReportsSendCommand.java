package dev.waxseal.cli.command;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.send.SendOutput;
import dev.waxseal.cli.send.SendRun;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** {@code waxseal reports send}: sends the aggregate reports of a day. */
public final class ReportsSendCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("send", new ReportsSendCommand())
            .about("Makes the aggregate reports of a day from what was recorded, and sends them.")
            .needed("--config", "FILE", "The milter's configuration, with [history] and [reports].")
            .needed("--day", "DAY", "The day (UTC), such as 2026-11-02, or yesterday.")
            .flag("--dry-run", "Send nothing; tell what would be sent.")
            .value(
                "--out", "DIRECTORY", "Send nothing; write the reports and mails to files there.")
            .flag("--json", "Print JSON: one object a report and destination, each on one line.");
    return ClockOption.addTo(DnsOptions.addTo(syntax))
        .examples(
            "  waxseal reports send --config /etc/waxseal/milter.toml --day yesterday",
            "  waxseal reports send --config milter.toml --day 2026-11-02 --dry-run",
            "  waxseal reports send --config milter.toml --day 2026-11-02 --out reports",
            "",
            "Run it once a day, and again if it was ended or its exit status is 75: what was sent is",
            "not sent again. A report is sent at least once. If a run is ended while the mail server",
            "takes a report, the next one sends that again, with the same Report-ID, and says so.",
            "",
            "Exit status: 0 done, 64 usage, 65 a bad zone, 66 no such file, 69 sendmail cannot be",
            "started, 73 a file cannot be created, 75 something is to be tried again, 78 the",
            "configuration cannot be used, or the reports would not pass DMARC.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    Path file = MessageSource.path(arguments.value("--config").orElseThrow());
    InstantSource clock = ClockOption.clock(arguments);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate day = day(arguments, today);
    Optional<Path> out = arguments.value("--out").map(MessageSource::path);
    boolean sends = out.isEmpty() && !arguments.has("--dry-run");
    if (out.isPresent() && arguments.has("--dry-run")) {
      throw arguments.wrong("--dry-run and --out exclude each other: both send nothing");
    }
    if (sends && !day.isBefore(today)) {
      throw arguments.wrong(
          day + " (UTC) is not over, so its reports cannot be sent yet; --dry-run shows them");
    }
    try {
      SendRun run = run(file, arguments, clock);
      SendOutput output = new SendOutput(terminal, arguments.has("--json"));
      return sends
          ? run.send(day, output, terminal::problem)
          : run.rehearse(day, out, output, terminal::problem);
    } catch (ConfigurationException e) {
      e.sentences().forEach(terminal::problem);
      return e.isUnreadable() ? ExitStatus.NO_INPUT : ExitStatus.CONFIGURATION;
    }
  }

  private static SendRun run(Path file, Arguments arguments, InstantSource clock)
      throws ConfigurationException {
    Configuration configuration = Configuration.read(file);
    Dns dns =
        arguments.has("--dns-zone") || arguments.has("--dns-server")
            ? new DnsOptions(arguments).dns()
            : configuration.dns();
    return new SendRun(
        configuration.history().orElseThrow(() -> missing(file, "history")),
        configuration.reports().orElseThrow(() -> missing(file, "reports")),
        dns,
        configuration.crypto(),
        clock);
  }

  private static CommandFailure missing(Path file, String section) {
    return new CommandFailure(
        ExitStatus.CONFIGURATION,
        file + " has no section [" + section + "]; milter/packaging/milter.toml explains it");
  }

  private static LocalDate day(Arguments arguments, LocalDate today) {
    String text = arguments.value("--day").orElseThrow();
    try {
      return text.equals("yesterday") ? today.minusDays(1) : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw arguments.wrong("not a day: '" + text + "'; examples are 2026-11-02 and yesterday");
    }
  }
}
