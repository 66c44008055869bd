package dev.waxseal.cli.command;

import dev.waxseal.cli.inbox.InboxRun;
import dev.waxseal.cli.inbox.StoreOption;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.reports.read.ReportReader;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.StoreException;
import java.time.InstantSource;

/** {@code waxseal reports read}: takes reports into the store. */
public final class ReportsReadCommand implements Command {

  /** The name that nobody sees: no result is written into a mail. */
  private static final String AUTHSERV_ID = "localhost";

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("read", new ReportsReadCommand())
            .about(
                "Reads reports that came to you into a store: aggregate, failure and TLS reports.")
            .positionals(
                1,
                Integer.MAX_VALUE,
                "FILE",
                "Mails, gzip, zip or XML; mboxes, Maildirs, folders of them; - is standard input.");
    return ClockOption.addTo(DnsOptions.addTo(StoreOption.addTo(syntax)))
        .flag(
            "--vouch-for-files",
            "Count reports in files without a mail: you vouch that they are what the receivers"
                + " sent.")
        .flag("--json", "Print JSON: one object a report, each on one line.")
        .examples(
            "  waxseal reports read Maildir",
            "  waxseal reports read --store reports.db reports.mbox more/*.eml",
            "  waxseal reports read --store jdbc:postgresql://localhost/mail Maildir",
            "  waxseal reports read --vouch-for-files downloads/*.xml.gz",
            "",
            "A report counts if its mail has a DKIM signature that passes and is aligned with From;",
            "anyone can mail any text. Others are stored, too, and shown apart. Read mails while",
            "their DKIM keys are in DNS. The mail is kept in the store.",
            "",
            "Run it as often as you like: what was read is not read again. One mail or file is stored",
            "as a whole or not at all. One that cannot be read does not stop the others.",
            "",
            "Exit status: 0 all is read, 64 usage, 65 something is not a report or cannot be",
            "understood, 66 no such file, 69 no driver or server, 73 the store cannot be written to,",
            "74 the store is full or cannot be used, 75 DNS did not answer, or the store is locked.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    InstantSource clock = ClockOption.clock(arguments);
    ReportReader reader =
        ReportReader.create()
            .withClock(clock)
            .authenticatingWith(
                InboundAuthenticator.of(AUTHSERV_ID, new DnsOptions(arguments).dns())
                    .withClock(clock));
    try (ReportStore store = StoreOption.write(arguments, clock)) {
      return new InboxRun(
              store, reader, arguments.has("--vouch-for-files"), terminal, arguments.has("--json"))
          .read(arguments.positionals());
    } catch (StoreException e) {
      throw StoreOption.failure(e);
    }
  }
}
