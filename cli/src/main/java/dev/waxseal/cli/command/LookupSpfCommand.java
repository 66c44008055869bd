package dev.waxseal.cli.command;

import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.lookup.SpfLookup;
import dev.waxseal.cli.lookup.SpfRecordJson;
import dev.waxseal.cli.lookup.SpfRecordText;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClientAddress;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.DomainArgument;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dns.DomainName;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfResult;
import dev.waxseal.spf.SpfTree;
import dev.waxseal.spf.SpfVerifier;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code waxseal lookup spf}: the SPF record of a domain and everything it includes. */
public final class LookupSpfCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        DomainArgument.addTo(
            Syntax.of("spf", new LookupSpfCommand())
                .about("Fetches an SPF record with everything it includes, and counts look-ups."));
    return OutputOptions.addTo(DnsOptions.addTo(syntax))
        .value("--client-ip", "ADDRESS", "Also check a client with this address.")
        .value("--helo", "NAME", "What that client says in HELO; the default is DOMAIN.")
        .value("--mail-from", "ADDRESS", "Its MAIL FROM; the default is postmaster@DOMAIN.")
        .examples(
            "  waxseal lookup spf example.org",
            "  waxseal lookup spf --client-ip 192.0.2.1 example.org",
            "  waxseal lookup spf --dns-zone example.zone --json example.org",
            "",
            "Exit status: 0 a record without errors, 1 none, or one with errors, 64 usage,",
            "75 DNS did not answer. The result for a client does not change it.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    DomainName domain = DomainArgument.domain(arguments);
    Optional<SpfClient> client = client(arguments, domain);
    SpfVerifier verifier = SpfVerifier.of(new DnsOptions(arguments).dns());
    CompletionStage<SpfTree> tree = verifier.explainAsync(domain);
    Optional<CompletionStage<SpfResult>> check = client.map(verifier::checkMailFromAsync);
    SpfLookup lookup =
        new SpfLookup(
            tree.toCompletableFuture().join(),
            client,
            check.map(stage -> stage.toCompletableFuture().join()));
    LookupOutput.print(
        arguments,
        terminal,
        json -> SpfRecordJson.write(lookup, json),
        page -> new SpfRecordText(page).write(lookup));
    return lookup.status();
  }

  private static Optional<SpfClient> client(Arguments arguments, DomainName domain) {
    Optional<String> address = arguments.value("--client-ip");
    Optional<String> helo = arguments.value("--helo");
    Optional<String> mailFrom = arguments.value("--mail-from");
    if (address.isEmpty()) {
      if (helo.isPresent() || mailFrom.isPresent()) {
        throw arguments.wrong("--helo and --mail-from go with --client-ip");
      }
      return Optional.empty();
    }
    SpfClient client =
        SpfClient.of(
            ClientAddress.parse(arguments, address.get()),
            helo.orElse(domain.toString()),
            mailFrom.orElse("postmaster@" + domain));
    String checked = client.mailFrom().isEmpty() ? client.helo() : client.mailFrom();
    String name = DomainArgument.bare(checked.substring(checked.lastIndexOf('@') + 1));
    if (DomainName.parse(name).filter(domain::equals).isEmpty()) {
      throw arguments.wrong(
          "'" + checked + "' does not belong to " + domain + ", whose record is looked up");
    }
    return Optional.of(client);
  }
}
