package dev.waxseal.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * DNS out of master files: for tests, and for work on stored messages without a network. Whatever
 * it does not hold does not exist. Failures of DNS can be asked for by name.
 *
 * <p>Immutable; share it among threads.
 */
public final class ZoneDns implements Dns {

  private static final long DEFAULT_TTL = 3600;
  private static final int MAX_ALIASES = 16;

  private final Map<Name, List<Record>> records;

  /** Every name that exists: those with records, and those above them (RFC 4592 section 2.2.2). */
  private final Set<Name> existing;

  private final Set<DomainName> unavailable;
  private final Set<DomainName> silent;

  private ZoneDns(
      Map<Name, List<Record>> records, Set<DomainName> unavailable, Set<DomainName> silent) {
    this.records = records;
    this.existing = existing(records.keySet());
    this.unavailable = Set.copyOf(unavailable);
    this.silent = Set.copyOf(silent);
  }

  /**
   * DNS out of master-file text (RFC 1035 section 5). Names without a dot at their end are below
   * the root unless {@code $ORIGIN} says otherwise; {@code $INCLUDE} is refused.
   *
   * @param masterFiles one or several lines each; what they hold is put together
   * @throws IllegalArgumentException if one cannot be read; the message names the line
   */
  public static ZoneDns of(String... masterFiles) {
    Map<Name, List<Record>> records = new HashMap<>();
    for (String text : masterFiles) {
      for (Record each : parse(text)) {
        records.computeIfAbsent(each.getName(), name -> new ArrayList<>()).add(each);
      }
    }
    return new ZoneDns(records, Set.of(), Set.of());
  }

  /** This zone, with every question for one name failing as if its servers were broken. */
  public ZoneDns unavailable(DomainName name) {
    return new ZoneDns(records, with(unavailable, name), silent);
  }

  /** This zone, with every question for one name left without an answer for ever. */
  public ZoneDns silent(DomainName name) {
    return new ZoneDns(records, unavailable, with(silent, name));
  }

  @Override
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    if (silent.contains(name)) {
      return new CompletableFuture<>();
    }
    return CompletableFuture.completedFuture(
        unavailable.contains(name)
            ? new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE)
            : answer(DnsjavaResolver.absolute(name), type));
  }

  private <R extends DnsRecord> DnsAnswer<R> answer(Name asked, RecordType<R> type) {
    Name name = asked;
    for (int aliases = 0; aliases <= MAX_ALIASES; aliases++) {
      Name owner = owner(name);
      List<Record> here = records.getOrDefault(owner, List.of());
      List<R> data = type.read(here);
      if (!data.isEmpty()) {
        return new DnsAnswer.Found<>(data, ttl(here, type));
      }
      if (here.isEmpty() || here.get(0).getType() != Type.CNAME) {
        return existing.contains(owner)
            ? new DnsAnswer.NoData<>(Duration.ofSeconds(DEFAULT_TTL))
            : new DnsAnswer.NoSuchDomain<>(Duration.ofSeconds(DEFAULT_TTL));
      }
      name = ((CNAMERecord) here.get(0)).getTarget();
    }
    return new DnsAnswer.Unavailable<>(DnsAnswer.Cause.BAD_ANSWER);
  }

  /**
   * The name whose records answer: the name itself if it exists, otherwise the wildcard below the
   * closest name above it that does (RFC 4592 section 3.3.1).
   */
  private Name owner(Name name) {
    Name encloser = name;
    while (!existing.contains(encloser) && encloser.labels() > 1) {
      encloser = new Name(encloser, 1);
    }
    Name wildcard = below(encloser);
    return encloser.equals(name) || !records.containsKey(wildcard) ? name : wildcard;
  }

  private static Name below(Name encloser) {
    try {
      return Name.concatenate(Name.fromString("*"), encloser);
    } catch (IOException e) {
      return encloser; // there is no room for a wildcard, so there is none
    }
  }

  private static Set<Name> existing(Set<Name> names) {
    Set<Name> existing = new HashSet<>();
    for (Name name : names) {
      for (Name each = name; each.labels() > 1; each = new Name(each, 1)) {
        existing.add(each);
      }
    }
    return existing;
  }

  private static Duration ttl(List<Record> here, RecordType<?> type) {
    return Duration.ofSeconds(
        here.stream()
            .filter(each -> each.getType() == type.number())
            .mapToLong(Record::getTTL)
            .min()
            .orElse(DEFAULT_TTL));
  }

  private static List<Record> parse(String text) {
    List<Record> records = new ArrayList<>();
    try (Master master =
        new Master(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Name.root,
            DEFAULT_TTL)) {
      master.disableIncludes(true);
      for (Record each = master.nextRecord(); each != null; each = master.nextRecord()) {
        records.add(each);
      }
      return records;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("The zone cannot be read: " + e.getMessage(), e);
    }
  }

  private static Set<DomainName> with(Set<DomainName> names, DomainName name) {
    Set<DomainName> more = new HashSet<>(names);
    more.add(name);
    return more;
  }
}
