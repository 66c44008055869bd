package dev.waxseal.spf;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.dns.internal.ReadRecords;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The DNS queries of one check or of one explanation.
 *
 * @param dns where they go
 * @param known records that have been read lately
 */
record SpfQueries(DnsQueries dns, ReadRecords<SpfRecord> known) {

  /**
   * An answer of DNS.
   *
   * @param records the records; may be empty
   * @param missing the cause, if there is no answer
   * @param exists false if the name does not exist
   */
  record Answer<T>(List<T> records, Optional<DnsAnswer.Cause> missing, boolean exists) {
    <S> Answer<S> map(Function<T, S> each) {
      List<S> mapped = new ArrayList<>(records.size());
      records.forEach(one -> mapped.add(each.apply(one)));
      return new Answer<>(mapped, missing, exists);
    }

    /**
     * True for a void look-up: "either a positive answer with an answer count of 0, or a Name
     * Error".
     */
    boolean isVoid() {
      return records.isEmpty() && missing.isEmpty();
    }
  }

  /** Reads a record. */
  SpfRecord read(DnsRecord.Txt txt) throws RecordFault {
    Optional<SpfRecord> said = known.said(txt);
    return said.isPresent() ? said.get() : known.keep(txt, SpfRecordParser.parse(txt.text()));
  }

  <R extends DnsRecord> CompletionStage<Answer<R>> ask(DomainName name, RecordType<R> type) {
    return dns.lookup(name, type).thenApply(SpfQueries::read);
  }

  /** The addresses of a host that are of the family of the given one (RFC 7208 section 5). */
  CompletionStage<Answer<InetAddress>> addresses(DomainName host, InetAddress like) {
    return like instanceof Inet4Address
        ? ask(host, RecordType.A).thenApply(answer -> answer.map(DnsRecord.A::address))
        : ask(host, RecordType.AAAA).thenApply(answer -> answer.map(DnsRecord.Aaaa::address));
  }

  private static <R extends DnsRecord> Answer<R> read(DnsAnswer<R> answer) {
    if (answer instanceof DnsAnswer.Found<R> found) {
      return new Answer<>(found.records(), Optional.empty(), true);
    }
    return answer instanceof DnsAnswer.Unavailable<R> unavailable
        ? missing(unavailable.cause())
        : new Answer<>(List.of(), Optional.empty(), answer.kind() == DnsAnswer.Kind.NO_DATA);
  }

  private static <R> Answer<R> missing(DnsAnswer.Cause cause) {
    return new Answer<>(List.of(), Optional.of(cause), true);
  }
}
