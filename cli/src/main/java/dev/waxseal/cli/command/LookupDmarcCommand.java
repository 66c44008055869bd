package dev.waxseal.cli.command;

import dev.waxseal.cli.lookup.DmarcRecordJson;
import dev.waxseal.cli.lookup.DmarcRecordText;
import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.DomainArgument;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dmarc.DmarcExplanation;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.DomainName;

/** {@code waxseal lookup dmarc}: the tree walk of a domain and the policies for its mail. */
public final class LookupDmarcCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        DomainArgument.addTo(
            Syntax.of("dmarc", new LookupDmarcCommand())
                .about("Finds the DMARC record for a domain and shows the resulting policies."));
    return OutputOptions.addTo(DnsOptions.addTo(syntax))
        .examples(
            "  waxseal lookup dmarc example.org",
            "  waxseal lookup dmarc --json mail.example.org",
            "  waxseal lookup dmarc --dns-zone example.zone example.org",
            "",
            "Exit status: 0 a record applies and has no errors, 1 none, or one with errors,",
            "64 usage, 75 DNS did not answer.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    DomainName domain = DomainArgument.domain(arguments);
    if (domain.labels().get(0).equals("_dmarc")) {
      throw arguments.wrong("give the domain without '_dmarc': '" + domain + "'");
    }
    DmarcExplanation lookup = DmarcVerifier.of(new DnsOptions(arguments).dns()).explain(domain);
    LookupOutput.print(
        arguments,
        terminal,
        json -> DmarcRecordJson.write(lookup, json),
        page -> new DmarcRecordText(page, lookup).write());
    return status(lookup);
  }

  private static ExitStatus status(DmarcExplanation lookup) {
    if (lookup.isIncomplete()) {
      return ExitStatus.TEMPORARY;
    }
    return lookup.isUsable() ? ExitStatus.OK : ExitStatus.NO;
  }
}
