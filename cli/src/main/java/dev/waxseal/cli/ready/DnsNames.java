package dev.waxseal.cli.ready;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.reports.ready.ReadinessQuestion;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What DNS says about hosts and subdomains. */
public final class DnsNames implements ReadinessQuestion.Names {

  private final Dns dns;

  public DnsNames(Dns dns) {
    this.dns = dns;
  }

  /** The name of an address; none if DNS does not answer: it is for people only. */
  @Override
  public Optional<String> nameOf(InetAddress address) {
    return DomainName.parse(reverseName(address))
        .flatMap(
            name ->
                records(name, RecordType.PTR).stream()
                    .flatMap(ptr -> DomainName.parse(bare(ptr.target())).stream())
                    .map(DomainName::toString)
                    .sorted()
                    .findFirst());
  }

  /**
   * "If the response code received for a query for a domain name is NXDOMAIN", it does not exist
   * (RFC 9989 section 3.2.13). An alias is not followed: it exists itself.
   */
  @Override
  public boolean exists(DomainName subdomain) {
    DnsAnswer<DnsRecord.Cname> answer = answer(subdomain, RecordType.CNAME);
    if (answer.kind() == DnsAnswer.Kind.UNAVAILABLE) {
      throw new CommandFailure(
          ExitStatus.TEMPORARY,
          "DNS did not say whether " + subdomain + " exists; try again later");
    }
    return answer.kind() != DnsAnswer.Kind.NO_SUCH_DOMAIN;
  }

  /** The addresses of a host. */
  List<InetAddress> addresses(DomainName host) {
    List<InetAddress> all = new ArrayList<>();
    records(host, RecordType.A).forEach(a -> all.add(a.address()));
    records(host, RecordType.AAAA).forEach(aaaa -> all.add(aaaa.address()));
    return all;
  }

  private <R extends DnsRecord> List<R> records(DomainName name, RecordType<R> type) {
    return answer(name, type) instanceof DnsAnswer.Found<R> found ? found.records() : List.of();
  }

  private <R extends DnsRecord> DnsAnswer<R> answer(DomainName name, RecordType<R> type) {
    return dns.lookup(name, type).toCompletableFuture().join();
  }

  private static String bare(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** The name with the PTR records of an address (RFC 1035 section 3.5, RFC 3596 section 2.5). */
  private static String reverseName(InetAddress address) {
    boolean isFour = address instanceof Inet4Address;
    Function<InetAddress, String> text =
        isFour ? InetAddress::getHostAddress : it -> HexFormat.of().formatHex(it.getAddress());
    List<String> labels = new ArrayList<>(List.of(text.apply(address).split(isFour ? "\\." : "")));
    Collections.reverse(labels);
    return String.join(".", labels) + (isFour ? ".in-addr.arpa" : ".ip6.arpa");
  }
}
