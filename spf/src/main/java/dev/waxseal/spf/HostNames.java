package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The names of the client's address, by the procedure of RFC 7208 section 5.5.
 *
 * <p>Only names that could be of use are validated (errata 5227 and 8596): the outcome is the same.
 *
 * @param queries the queries of the check
 * @param ip the client's address
 */
record HostNames(SpfQueries queries, InetAddress ip) {

  /** RFC 7208 section 4.6.4: "all records other than the first 10 MUST be ignored". */
  private static final int MAX_NAMES = 10;

  /** RFC 7208 section 7.3. */
  static final String UNKNOWN = "unknown";

  /**
   * A name that the search ended with.
   *
   * @param name the validated name, if there is one
   * @param isVoid true if a look-up found nothing
   */
  record Named(Optional<DomainName> name, boolean isVoid) {
    String text() {
      return name.map(DomainName::toString).orElse(UNKNOWN);
    }
  }

  /**
   * A validated name that is the target or below it. The bullet of section 5.5 that has it the
   * other way round contradicts the text before it (erratum 4751).
   */
  CompletionStage<Named> within(DomainName target) {
    return claimed()
        .thenCompose(
            answer ->
                validated(
                    names(answer).stream().filter(name -> name.isSameOrBelow(target)).toList(),
                    answer.isVoid()));
  }

  /** The value of the macro p: the domain itself is preferred, then names below it (7.3). */
  CompletionStage<Named> best(DomainName domain) {
    Comparator<DomainName> preferred =
        Comparator.comparingInt(
            name -> name.equals(domain) ? 0 : name.isSameOrBelow(domain) ? 1 : 2);
    return claimed()
        .thenCompose(
            answer ->
                validated(names(answer).stream().sorted(preferred).toList(), answer.isVoid()));
  }

  private CompletionStage<SpfQueries.Answer<Optional<DomainName>>> claimed() {
    return queries
        .ask(DomainName.of(Addresses.reverseName(ip)), RecordType.PTR)
        .thenApply(answer -> answer.map(record -> record.lookupName()));
  }

  private static List<DomainName> names(SpfQueries.Answer<Optional<DomainName>> answer) {
    return answer.records().stream().limit(MAX_NAMES).flatMap(Optional::stream).toList();
  }

  /** The first of the names that has the client's address; a DNS error skips a name. */
  private CompletionStage<Named> validated(List<DomainName> names, boolean isVoid) {
    AtomicBoolean anyVoid = new AtomicBoolean(isVoid);
    return Steps.first(names.iterator(), name -> validate(name, anyVoid))
        .thenApply(name -> new Named(name, anyVoid.get()));
  }

  private CompletionStage<Optional<DomainName>> validate(DomainName name, AtomicBoolean anyVoid) {
    return queries
        .addresses(name, ip)
        .thenApply(
            answer -> {
              if (answer.isVoid()) {
                anyVoid.set(true);
              }
              return answer.records().contains(ip) ? Optional.of(name) : Optional.empty();
            });
  }
}
