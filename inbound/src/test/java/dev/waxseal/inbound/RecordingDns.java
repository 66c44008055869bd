package dev.waxseal.inbound;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** DNS that remembers what it was asked. */
record RecordingDns(Dns dns, List<String> asked) implements Dns {

  static RecordingDns of(Dns dns) {
    return new RecordingDns(dns, new CopyOnWriteArrayList<>());
  }

  @Override
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    asked.add(name + " " + type);
    return dns.lookup(name, type);
  }
}
