package dev.waxseal.reports.write;

import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.reports.write.Destination.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Decides where the reports of a day go. Strangers choose the destinations: each one of another
 * organization needs its host's consent (RFC 9990 section 4), and the numbers of URIs of a record
 * and of messages to one address are bounded.
 *
 * <p>For one thread: it counts the messages, and remembers what DNS said. Blocks for DNS, at most
 * the verifier's deadline for each new host.
 */
public final class Destinations {

  private static final int MOST_URIS = 10;
  private static final int MOST_MESSAGES = 1_000;

  /** A resolver keeps deadlines of its own; this one is for those that do not. */
  private static final int SECONDS = 30;

  private final Dns dns;
  private final DmarcVerifier verifier;
  private final int mostUris;
  private final int mostMessages;
  private final Map<DomainName, Optional<DomainName>> organizations = new HashMap<>();
  private final Map<MailAddress, Integer> messages = new HashMap<>();

  private Destinations(Dns dns, DmarcVerifier verifier, int mostUris, int mostMessages) {
    this.dns = dns;
    this.verifier = verifier;
    this.mostUris = mostUris;
    this.mostMessages = mostMessages;
  }

  /** Destinations of 10 URIs a record at most, and 1,000 messages to one address. */
  public static Destinations of(Dns dns) {
    return new Destinations(dns, DmarcVerifier.of(dns), MOST_URIS, MOST_MESSAGES);
  }

  /**
   * These with other bounds.
   *
   * @param uris URIs of a record that are looked at
   * @param messagesPerAddress messages to one address
   */
  public Destinations withMost(int uris, int messagesPerAddress) {
    return new Destinations(dns, verifier, uris, messagesPerAddress);
  }

  /**
   * The destinations of one report, in the order of its record's URIs.
   *
   * @param policyDomain the domain where the record was found
   * @param policyRecord the record's text, one character an octet
   */
  public List<Destination> of(DomainName policyDomain, String policyRecord) {
    List<Destination> destinations = new ArrayList<>();
    Set<MailAddress> served = new HashSet<>();
    List<String> uris = ReportUris.of(policyRecord);
    for (int i = 0; i < uris.size(); i++) {
      String uri = uris.get(i);
      if (i >= mostUris) {
        destinations.add(new Destination.Refused(uri, Refusal.TOO_MANY));
        continue;
      }
      for (Destination permitted : permitted(uri, policyDomain)) {
        destinations.add(
            permitted instanceof Destination.Send send ? counted(send, served) : permitted);
      }
    }
    return List.copyOf(destinations);
  }

  private Destination counted(Destination.Send send, Set<MailAddress> served) {
    if (!served.add(send.address())) {
      return new Destination.Refused(send.uri(), Refusal.DUPLICATE);
    }
    int before = messages.merge(send.address(), 1, Integer::sum) - 1;
    return before < mostMessages
        ? send
        : new Destination.Refused(send.uri(), Refusal.TOO_MANY_FOR_DESTINATION);
  }

  private List<Destination> permitted(String uri, DomainName policyDomain) {
    ReportUris.Parsed parsed = ReportUris.parse(uri);
    if (!(parsed instanceof ReportUris.Parsed.Mail mail)) {
      boolean malformed = parsed instanceof ReportUris.Parsed.Malformed;
      return refused(uri, malformed ? Refusal.MALFORMED_URI : Refusal.SCHEME_UNSUPPORTED);
    }
    Optional<MailAddress> address = MailAddress.parse(mail.address());
    if (address.isEmpty()) {
      return refused(uri, Refusal.ADDRESS_MALFORMED);
    }
    DomainName host = address.get().domain();
    List<Destination> inside = List.of(new Destination.Send(uri, address.get()));
    if (host.equals(policyDomain)) {
      return inside;
    }
    Optional<DomainName> own = organization(policyDomain);
    Optional<DomainName> theirs = organization(host);
    if (own.isEmpty() || theirs.isEmpty()) {
      return List.of(new Destination.Later(uri));
    }
    return own.equals(theirs) ? inside : external(uri, address.get(), policyDomain);
  }

  private Optional<DomainName> organization(DomainName domain) {
    return organizations.computeIfAbsent(domain, it -> verifier.walk(it).organizationalDomain());
  }

  /** RFC 9990 section 4, steps 3 to 9. */
  private List<Destination> external(String uri, MailAddress address, DomainName policyDomain) {
    Optional<DomainName> consent = address.domain().prefixed(policyDomain + "._report._dmarc");
    if (consent.isEmpty()) {
      return refused(uri, Refusal.NOT_AUTHORIZED);
    }
    DnsAnswer<DnsRecord.Txt> answer = ask(consent.get());
    if (answer.kind() == DnsAnswer.Kind.UNAVAILABLE) {
      return List.of(new Destination.Later(uri));
    }
    List<DmarcRecord> records = records(answer);
    if (records.isEmpty()) {
      return refused(uri, Refusal.NOT_AUTHORIZED);
    }
    List<String> instead = new ArrayList<>();
    for (DmarcRecord found : records) {
      if (goesElsewhere(found, address.domain())) {
        return refused(uri, Refusal.OVERRIDE_ELSEWHERE);
      }
      ReportUris.of(found.text()).stream()
          .filter(it -> ReportUris.parse(it) instanceof ReportUris.Parsed.Mail)
          .forEach(instead::add);
    }
    return instead.isEmpty()
        ? List.of(new Destination.Send(uri, address))
        : instead.stream().limit(mostUris).map(it -> overriding(uri, it)).toList();
  }

  private static boolean goesElsewhere(DmarcRecord found, DomainName host) {
    return found.aggregateReports().stream()
            .anyMatch(it -> it.host().isPresent() && !it.host().get().equals(host))
        || ReportUris.of(found.text()).stream()
            .map(ReportUris::address)
            .anyMatch(it -> it.isPresent() && !it.get().domain().equals(host));
  }

  private static Destination overriding(String uri, String instead) {
    Optional<MailAddress> address = ReportUris.address(instead);
    return address.isPresent()
        ? new Destination.Send(uri, address.get())
        : new Destination.Refused(uri, Refusal.ADDRESS_MALFORMED);
  }

  private DnsAnswer<DnsRecord.Txt> ask(DomainName name) {
    return dns.lookup(name, RecordType.TXT)
        .toCompletableFuture()
        .completeOnTimeout(
            new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT), SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static List<DmarcRecord> records(DnsAnswer<DnsRecord.Txt> answer) {
    List<DmarcRecord> records = new ArrayList<>();
    if (answer instanceof DnsAnswer.Found<DnsRecord.Txt> found) {
      for (DnsRecord.Txt text : found.records()) {
        if (DmarcRecord.parse(String.join("", text.strings()))
            instanceof DmarcRecord.Parsed.Valid valid) {
          records.add(valid.dmarcRecord());
        }
      }
    }
    return records;
  }

  private static List<Destination> refused(String uri, Refusal reason) {
    return List.of(new Destination.Refused(uri, reason));
  }
}
