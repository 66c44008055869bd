package dev.waxseal.checklist;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.ReverseNames;
import dev.waxseal.spf.SpfClient;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** R5: the address of the client has a name with this address (RFC 8601 section 3). */
final class ReverseDnsCheck {

  private static final int SECONDS = 10;

  /** As in RFC 7208 section 5.5 for ptr. */
  private static final int MOST_NAMES = 10;

  private final Dns dns;

  ReverseDnsCheck(Dns dns) {
    this.dns = dns;
  }

  CheckReport.Check check(Optional<SpfClient> client) {
    CheckBuilder check =
        new CheckBuilder("R5", "the address of the server has a name with this address");
    if (client.isEmpty()) {
      return check.notEvaluated("the client is not known");
    }
    InetAddress address = client.get().client();
    DnsAnswer<DnsRecord.Ptr> answer = await(ReverseNames.of(address), RecordType.PTR);
    if (answer instanceof DnsAnswer.Unavailable) {
      return check.notEvaluated("DNS did not answer");
    }
    if (!(answer instanceof DnsAnswer.Found<DnsRecord.Ptr> found)) {
      return check.failed(address.getHostAddress() + " has no name in DNS (PTR)").build();
    }
    List<DomainName> names =
        found.records().stream().limit(MOST_NAMES).flatMap(ptr -> ptr.name().stream()).toList();
    Optional<DomainName> confirmed =
        names.stream().filter(name -> leadsTo(name, address)).findFirst();
    return confirmed.isPresent()
        ? check.good("it is " + confirmed.get()).build()
        : check
            .failed("none of its names has the address " + address.getHostAddress() + ": " + names)
            .build();
  }

  private boolean leadsTo(DomainName name, InetAddress address) {
    if (address instanceof Inet4Address) {
      return await(name, RecordType.A) instanceof DnsAnswer.Found<DnsRecord.A> found
          && found.records().stream().anyMatch(it -> it.address().equals(address));
    }
    return await(name, RecordType.AAAA) instanceof DnsAnswer.Found<DnsRecord.Aaaa> found
        && found.records().stream().anyMatch(it -> it.address().equals(address));
  }

  private <R extends DnsRecord> DnsAnswer<R> await(DomainName name, RecordType<R> type) {
    CompletableFuture<DnsAnswer<R>> answer = dns.lookup(name, type).toCompletableFuture();
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Told by the answer below.
    }
    return new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT);
  }
}
