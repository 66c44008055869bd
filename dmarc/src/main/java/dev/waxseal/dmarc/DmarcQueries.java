package dev.waxseal.dmarc;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The questions to DNS about one message, each asked once. Walks overlap nearly everywhere.
 *
 * <p>For one thread while questions are asked; answers may then be read by any.
 */
final class DmarcQueries {

  private static final String PREFIX = "_dmarc";

  private final Dns dns;
  private final Limits limits;
  private final Map<DomainName, CompletableFuture<DnsAnswer<DnsRecord.Txt>>> records =
      new LinkedHashMap<>();
  private final Map<DomainName, CompletableFuture<DnsAnswer<DnsRecord.Cname>>> existence =
      new LinkedHashMap<>();

  DmarcQueries(Dns dns, Limits limits) {
    this.dns = dns;
    this.limits = limits;
  }

  /** Asks all that a walk may need. */
  void askWalk(DomainName start) {
    for (DomainName domain : TreeWalk.names(start)) {
      domain
          .prefixed(PREFIX)
          .ifPresent(name -> records.computeIfAbsent(name, n -> ask(n, RecordType.TXT)));
    }
  }

  /**
   * Asks whether a name exists: "if the response code received for a query for a domain name is
   * NXDOMAIN", it does not (RFC 9989 section 3.2.13). The question is for CNAME, so that an alias
   * which leads nowhere is not followed: the alias itself exists.
   */
  void askExistence(DomainName domain) {
    existence.computeIfAbsent(domain, name -> ask(name, RecordType.CNAME));
  }

  /** Completes when all that was asked is answered; never exceptionally. */
  CompletableFuture<Void> answers() {
    List<CompletableFuture<?>> all = new ArrayList<>(records.values());
    all.addAll(existence.values());
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /** The walk, as far as it has been asked and answered; what has not is unavailable. */
  TreeWalk walk(DomainName start) {
    return new TreeWalk(start, TreeWalk.names(start).stream().map(this::step).toList());
  }

  AppliedRecord.Existence exists(DomainName domain) {
    return switch (now(existence.get(domain)).kind()) {
      case NO_SUCH_DOMAIN -> AppliedRecord.Existence.NON_EXISTENT;
      case FOUND, NO_DATA -> AppliedRecord.Existence.EXISTENT;
      case UNAVAILABLE -> AppliedRecord.Existence.UNKNOWN;
    };
  }

  private Step step(DomainName domain) {
    Optional<DomainName> name = domain.prefixed(PREFIX);
    if (name.isEmpty()) {
      return new Step.Nothing(domain); // longer than DNS has names
    }
    DnsAnswer<DnsRecord.Txt> answer = now(records.get(name.get()));
    if (answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt> unavailable) {
      return new Step.Unavailable(domain, unavailable.cause());
    }
    return answer instanceof DnsAnswer.Found<DnsRecord.Txt> found
        ? step(domain, found.records())
        : new Step.Nothing(domain);
  }

  private Step step(DomainName domain, List<DnsRecord.Txt> texts) {
    List<DmarcRecord.Parsed> read =
        texts.stream().map(txt -> DmarcRecord.parse(txt.text(), limits)).toList();
    List<DmarcRecord.Parsed> found =
        read.stream().filter(parsed -> !(parsed instanceof DmarcRecord.Parsed.Other)).toList();
    if (found.size() > 1) {
      return new Step.Several(domain, found.size());
    }
    if (found.isEmpty()) {
      return new Step.Nothing(domain, nearMiss(read));
    }
    return found.get(0) instanceof DmarcRecord.Parsed.Valid valid
        ? new Step.Found(domain, valid.dmarcRecord())
        : new Step.Malformed(domain, (DmarcRecord.Parsed.Invalid) found.get(0));
  }

  private static Optional<String> nearMiss(List<DmarcRecord.Parsed> others) {
    return others.stream()
        .filter(DmarcRecord.Parsed.Other.class::isInstance)
        .flatMap(other -> ((DmarcRecord.Parsed.Other) other).nearMiss().stream())
        .findFirst();
  }

  private static <R extends DnsRecord> DnsAnswer<R> now(
      @Nullable CompletableFuture<DnsAnswer<R>> answer) {
    DnsAnswer<R> missing = new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT);
    return answer == null ? missing : answer.getNow(missing);
  }

  /** The answer to come; a resolver that breaks its promises costs the answer, not the message. */
  private <R extends DnsRecord> CompletableFuture<DnsAnswer<R>> ask(
      DomainName name, RecordType<R> type) {
    DnsAnswer<R> broken = new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE);
    try {
      return dns.lookup(name, type)
          .handle((answer, failed) -> answer == null ? broken : answer)
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(broken);
    }
  }
}
