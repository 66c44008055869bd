package dev.waxseal.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * DNS that answers from master-file text (RFC 1035 section 5), for tests and for working offline.
 *
 * <p>All texts make up one tree, as if one server had every zone: aliases (CNAME) are followed,
 * wildcards are honoured (RFC 4592), and a name that exists only because there are names below it
 * has no data, rather than no existence (RFC 8020 section 2). Delegations (NS) and DNAME are not
 * acted upon. Records of any type are accepted and make their names exist.
 *
 * <p>Instances are immutable and may be shared among threads.
 */
public final class ZoneDns implements Dns {
  /** Aliases beyond this number count as a loop. */
  private static final int MAX_ALIASES = 16;

  /** The types that may be beside a CNAME (RFC 4035 section 2.5). */
  private static final Set<Integer> BESIDE_ALIAS = Set.of(Type.RRSIG, Type.NSEC);

  private enum Fault {
    UNAVAILABLE,
    SILENT
  }

  /** The records of every name that exists; none where only names below it have some. */
  private final Map<Name, Set<Record>> nodes;

  private final Map<Name, Fault> faults;

  private ZoneDns(Map<Name, Set<Record>> nodes, Map<Name, Fault> faults) {
    this.nodes = nodes;
    this.faults = faults;
  }

  /**
   * DNS that consists of these texts together.
   *
   * <p>Each text starts with the root as {@code $ORIGIN}, so that names are absolute with or
   * without their trailing dot, and a TTL of 3600 seconds. {@code $ORIGIN}, {@code $TTL} and {@code
   * $GENERATE} are understood; {@code $INCLUDE} is refused, since nothing here opens files. Names
   * are A-labels. A character that is not ASCII stands for its UTF-8 octets, and {@code \DDD} for
   * any octet. Records of a class other than IN are skipped.
   *
   * @param texts master-file texts, of one or more lines each; none at all is DNS without names
   * @return the DNS
   * @throws IllegalArgumentException if a text has an error (the message names the line), or a name
   *     has a CNAME and other data (RFC 1034 section 3.6.2)
   */
  public static ZoneDns of(String... texts) {
    Map<Name, Set<Record>> nodes = new HashMap<>();
    for (int i = 0; i < texts.length; i++) {
      try {
        MasterText.records(texts[i]).forEach(record -> add(nodes, record));
      } catch (IllegalArgumentException e) {
        String which = texts.length == 1 ? "" : "text " + (i + 1) + ", ";
        throw new IllegalArgumentException("Zone " + which + e.getMessage(), e);
      }
    }
    nodes.forEach(ZoneDns::checkAlias);
    return new ZoneDns(nodes, Map.of());
  }

  /**
   * This DNS, except that a lookup which comes to the name ends {@link DnsAnswer.Unavailable}.
   *
   * @param name a name that is asked for or that an alias leads to
   * @return a copy
   */
  public ZoneDns unavailable(DomainName name) {
    return with(name, Fault.UNAVAILABLE);
  }

  /**
   * This DNS, except that a lookup which comes to the name never completes.
   *
   * @param name a name that is asked for or that an alias leads to
   * @return a copy
   */
  public ZoneDns silent(DomainName name) {
    return with(name, Fault.SILENT);
  }

  @Override
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    Name asked = WireNames.absolute(name);
    List<Name> path = type.followsAliases() ? path(asked) : List.of(asked);
    Name last = path.get(path.size() - 1);
    Fault fault = faults.get(last);
    if (fault == Fault.SILENT) {
      return new CompletableFuture<>();
    }
    return CompletableFuture.completedFuture(
        fault == Fault.UNAVAILABLE
            ? new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE)
            : answer(path, last, type));
  }

  private <R extends DnsRecord> DnsAnswer<R> answer(
      List<Name> path, Name last, RecordType<R> type) {
    if (path.size() > MAX_ALIASES + 1) {
      return new DnsAnswer.Unavailable<>(DnsAnswer.Cause.MALFORMED);
    }
    Optional<Set<Record>> node = node(last);
    if (node.isEmpty()) {
      return new DnsAnswer.NoSuchDomain<>(negativeTtl(last));
    }
    List<Record> records = type.among(node.get());
    if (records.isEmpty()) {
      return new DnsAnswer.NoData<>(negativeTtl(last));
    }
    long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(0);
    return new DnsAnswer.Found<>(type.read(records), Duration.ofSeconds(ttl));
  }

  /** The names that a lookup comes to: the one asked for, and where each alias leads. */
  private List<Name> path(Name name) {
    List<Name> path = new ArrayList<>(List.of(name));
    Optional<Name> next = target(name);
    while (next.isPresent() && path.size() <= MAX_ALIASES + 1) {
      path.add(next.get());
      next = target(next.get());
    }
    return path;
  }

  private Optional<Name> target(Name name) {
    return faults.containsKey(name) ? Optional.empty() : node(name).flatMap(ZoneDns::alias);
  }

  private static Optional<Name> alias(Collection<Record> records) {
    return records.stream()
        .filter(record -> record instanceof CNAMERecord)
        .map(record -> ((CNAMERecord) record).getTarget())
        .findFirst();
  }

  /**
   * The records at a name, from a wildcard if need be; empty when there is no such name.
   *
   * <p>A wildcard covers what is below the closest existing name only (RFC 4592 section 3.3.1).
   */
  private Optional<Set<Record>> node(Name name) {
    if (nodes.containsKey(name)) {
      return Optional.ofNullable(nodes.get(name));
    }
    for (int n = 1; n < name.labels(); n++) {
      if (nodes.containsKey(new Name(name, n))) {
        return Optional.ofNullable(nodes.get(name.wild(n)));
      }
    }
    return Optional.empty();
  }

  /** The time for which a negative answer may be kept: that of the SOA (RFC 2308 section 5). */
  private Optional<Duration> negativeTtl(Name name) {
    for (int n = 0; n < name.labels(); n++) {
      for (Record record : nodes.getOrDefault(new Name(name, n), Set.of())) {
        if (record instanceof SOARecord soa) {
          return Optional.of(Duration.ofSeconds(Math.min(soa.getTTL(), soa.getMinimum())));
        }
      }
    }
    return Optional.empty();
  }

  private ZoneDns with(DomainName name, Fault fault) {
    Map<Name, Fault> more = new HashMap<>(faults);
    more.put(WireNames.absolute(name), fault);
    return new ZoneDns(nodes, Map.copyOf(more));
  }

  /** Adds a record, once (RFC 2181 section 5), and makes the names above it exist. */
  private static void add(Map<Name, Set<Record>> nodes, Record record) {
    Name owner = record.getName();
    for (int n = 1; n < owner.labels(); n++) {
      nodes.computeIfAbsent(new Name(owner, n), above -> new LinkedHashSet<>());
    }
    nodes.computeIfAbsent(owner, name -> new LinkedHashSet<>()).add(record);
  }

  private static void checkAlias(Name name, Set<Record> records) {
    long data = records.stream().filter(r -> !BESIDE_ALIAS.contains(r.getType())).count();
    if (data > 1 && alias(records).isPresent()) {
      throw new IllegalArgumentException(
          "Zone: " + name + " has a CNAME and other data (RFC 1034 section 3.6.2)");
    }
  }
}
