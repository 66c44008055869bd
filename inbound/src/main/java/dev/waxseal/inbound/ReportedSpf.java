package dev.waxseal.inbound;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import dev.waxseal.spf.SpfScope;
import dev.waxseal.spf.SpfStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The result of SPF in the Authentication-Results fields of the mail server itself. */
final class ReportedSpf {

  private static final String METHOD = "spf";

  private ReportedSpf() {}

  /**
   * The newest result that one of these services gives; of one for each identity, MAIL FROM. None
   * if that cannot be read or contradicts itself: an older one does not stand for it.
   */
  static Optional<InboundSpf> in(Headers headers, AuthservIds services) {
    ReceivedResults received = ReceivedResults.of(headers, services);
    int unreadable =
        received.unusable().stream()
            .filter(field -> field.mentions(METHOD))
            .findFirst()
            .map(ReceivedResults.Unusable::position)
            .orElse(headers.size());
    return received.entries().stream()
        .filter(entry -> entry.results().first(METHOD).isPresent())
        .findFirst()
        .filter(entry -> entry.position() < unreadable)
        .map(entry -> entry.results().unambiguous().results())
        .map(results -> results.stream().filter(result -> result.isOf(METHOD)).toList())
        .flatMap(ReportedSpf::read);
  }

  private static Optional<InboundSpf> read(List<MethodResult> results) {
    return results.stream()
        .filter(result -> result.property("smtp", "mailfrom").isPresent())
        .findFirst()
        .or(() -> results.stream().findFirst())
        .flatMap(ReportedSpf::read);
  }

  private static Optional<InboundSpf> read(MethodResult result) {
    Optional<String> mailFrom = result.property("smtp", "mailfrom");
    Optional<String> identity = mailFrom.or(() -> result.property("smtp", "helo"));
    SpfScope scope = mailFrom.isPresent() ? SpfScope.MFROM : SpfScope.HELO;
    return Arrays.stream(SpfStatus.values())
        .filter(status -> status.word().equals(result.result()))
        .findFirst()
        .map(
            status ->
                new InboundSpf(
                    status, scope, identity.flatMap(ReportedSpf::domain), Optional.empty()));
  }

  private static Optional<DomainName> domain(String identity) {
    return DomainName.parse(identity.substring(identity.lastIndexOf('@') + 1));
  }
}
