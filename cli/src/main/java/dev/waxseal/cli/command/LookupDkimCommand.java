package dev.waxseal.cli.command;

import dev.waxseal.cli.lookup.KeyJson;
import dev.waxseal.cli.lookup.KeyLookup;
import dev.waxseal.cli.lookup.KeyText;
import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.KeyExaminer;
import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code waxseal lookup dkim}: the key records of a selector. */
public final class LookupDkimCommand implements Command {

  private static final String LABEL = "._domainkey";

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("dkim", new LookupDkimCommand())
            .about("Fetches a DKIM key record and explains it tag by tag.")
            .positionals(
                1,
                2,
                "SELECTOR DOMAIN",
                "The selector and the domain, or the full name of the record.");
    return OutputOptions.addTo(DnsOptions.addTo(syntax))
        .examples(
            "  waxseal lookup dkim s1 example.org",
            "  waxseal lookup dkim s1._domainkey.example.org",
            "  waxseal lookup dkim --dns-server 192.0.2.53 --json s1 example.org",
            "",
            "Exit status: 0 the key can be used, 1 it cannot, 64 usage, 75 DNS did not answer.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    Asked asked = asked(arguments);
    Dns dns = new DnsOptions(arguments).dns();
    DkimExplanation explanation = DkimVerifier.of(dns).explain(asked.domain(), asked.selector());
    if (explanation.answer() instanceof DnsAnswer.Unavailable<DnsRecord.Txt> unavailable) {
      throw new CommandFailure(
          ExitStatus.TEMPORARY,
          "DNS did not answer about " + explanation.name() + ": " + unavailable.cause());
    }
    List<Fact> facts =
        explanation.answer() instanceof DnsAnswer.Found<DnsRecord.Txt> found
            ? KeyExaminer.unreadable(found.records())
            : KeyExaminer.of(dns).elsewhere(asked.selector(), asked.domain());
    Optional<String> alias =
        explanation.keys().isEmpty() ? Optional.empty() : alias(dns, explanation.name());
    KeyLookup lookup = new KeyLookup(explanation, facts, alias);
    LookupOutput.print(
        arguments,
        terminal,
        json -> KeyJson.write(lookup, json),
        page -> KeyText.write(lookup, page));
    return lookup.isUsable() ? ExitStatus.OK : ExitStatus.NO;
  }

  /** The target of an alias; it is only for information, so that no answer is no failure. */
  private static Optional<String> alias(Dns dns, DomainName name) {
    DnsAnswer<DnsRecord.Cname> answer =
        dns.lookup(name, RecordType.CNAME)
            .toCompletableFuture()
            .completeOnTimeout(
                new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT),
                Limits.defaults().dnsDeadline().toMillis(),
                TimeUnit.MILLISECONDS)
            .join();
    return answer instanceof DnsAnswer.Found<DnsRecord.Cname> found
        ? Optional.of(found.records().get(0).target())
        : Optional.empty();
  }

  /** Selector and domain of the key. */
  private record Asked(DomainName selector, DomainName domain) {}

  private static Asked asked(Arguments arguments) {
    List<String> names = arguments.positionals(2);
    if (names.isEmpty()) {
      throw arguments.wrong("SELECTOR and DOMAIN are missing");
    }
    String selector = names.get(0);
    if (names.size() == 1) {
      int at = selector.indexOf(LABEL + ".");
      if (at < 0) {
        throw arguments.wrong("DOMAIN is missing, or '" + selector + "' should contain _domainkey");
      }
      return asked(
          arguments, selector.substring(0, at), selector.substring(at + LABEL.length() + 1));
    }
    return asked(arguments, selector, names.get(1));
  }

  private static Asked asked(Arguments arguments, String selector, String domain) {
    String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    Optional<Asked> asked =
        DomainName.parse(selector)
            .flatMap(
                s ->
                    DomainName.parse(bare)
                        .flatMap(d -> d.prefixed(s + LABEL).map(name -> new Asked(s, d))));
    return asked.orElseThrow(
        () ->
            arguments.wrong(
                "not a selector and a domain: '" + selector + "' and '" + domain + "'"));
  }
}
