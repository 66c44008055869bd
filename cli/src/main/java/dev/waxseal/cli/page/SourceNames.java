package dev.waxseal.cli.page;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.ready.Network;
import dev.waxseal.reports.ready.ReadinessQuestion.Host;
import dev.waxseal.reports.ready.ReadinessQuestion.ListHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names for the sources of messages: a named host, another domain that vouches for them, or the
 * network.
 *
 * @param own the hosts of the owner
 * @param lists the hosts of lists
 * @param named the names of other hosts, by their addresses as RFC 5952 has them
 */
record SourceNames(List<Host> own, List<ListHost> lists, Map<String, String> named) {

  /** As large as a site usually has. */
  private static final int BITS_OF_IP4 = 24;

  private static final int BITS_OF_IP6 = 48;

  String of(AggregateRecord row, String domain) {
    Optional<InetAddress> address = row.address();
    return address
        .flatMap(this::host)
        .or(() -> Optional.ofNullable(named.get(row.sourceIp())))
        .or(() -> vouching(row, domain))
        .or(() -> address.map(SourceNames::network))
        .orElse(row.sourceIp());
  }

  private Optional<String> host(InetAddress address) {
    Optional<String> mine =
        own.stream()
            .filter(it -> it.network().contains(address))
            .findFirst()
            .map(it -> it.name() + " (own)");
    return mine.or(
        () ->
            lists.stream()
                .filter(it -> it.host().network().contains(address))
                .findFirst()
                .map(it -> it.host().name() + " (list)"));
  }

  private static Optional<String> vouching(AggregateRecord row, String domain) {
    Optional<String> signer =
        row.dkim().stream()
            .filter(it -> it.result().is(AuthStatus.PASS) && !Cause.isOf(it.domain(), domain))
            .map(AggregateRecord.DkimAuthResult::domain)
            .findFirst();
    return signer.or(
        () ->
            row.spf().stream()
                .filter(it -> it.result().is(AuthStatus.PASS) && !Cause.isOf(it.domain(), domain))
                .map(AggregateRecord.SpfAuthResult::domain)
                .findFirst());
  }

  private static String network(InetAddress address) {
    byte[] octets = address.getAddress();
    int bits = octets.length == 4 ? BITS_OF_IP4 : BITS_OF_IP6;
    Arrays.fill(octets, bits / Byte.SIZE, octets.length, (byte) 0);
    try {
      return new Network(InetAddress.getByAddress(octets), bits).toString();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has 4 or 16 octets
    }
  }
}
