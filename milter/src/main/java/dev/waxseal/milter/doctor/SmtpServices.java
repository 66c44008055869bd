package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.RoleName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The services of Postfix that take mail over SMTP: who can reach them, and which milters they ask.
 *
 * @param postfix what is known of Postfix
 * @param milter the daemon's configuration
 */
record SmtpServices(PostfixConfiguration postfix, Configuration milter) {

  private static final Set<String> SUBMISSION_PORTS = Set.of("465", "587");
  private static final Set<String> LOOPBACK_ONLY =
      Set.of("loopback-only", "localhost", "127.0.0.1");

  List<PostfixService> all() {
    return postfix.servers();
  }

  List<MilterUse> milters(PostfixService service) {
    return MilterUse.of(service, postfix, milter.listens());
  }

  boolean does(PostfixService service, RoleName role) {
    return milters(service).stream().anyMatch(it -> it.is(role));
  }

  /** The services where something is done. */
  List<PostfixService> doing(RoleName role) {
    return all().stream().filter(it -> does(it, role)).toList();
  }

  /** The service at a host and port; one that names its host takes precedence. */
  Optional<PostfixService> at(String host, String port) {
    List<PostfixService> there = all().stream().filter(it -> it.isAt(host, port)).toList();
    return there.stream().filter(it -> !it.host().isEmpty()).findFirst().or(() -> first(there));
  }

  private static Optional<PostfixService> first(List<PostfixService> services) {
    return services.stream().findFirst();
  }

  /** The service that a next hop of a transport leads to: {@code [127.0.0.1]:2526}. */
  Optional<PostfixService> at(String nextHop) {
    int colon = nextHop.lastIndexOf(':');
    return colon < 0 || nextHop.endsWith("]")
        ? at(nextHop, "25")
        : at(nextHop.substring(0, colon), nextHop.substring(colon + 1));
  }

  /** The next hop of the content filter of a service, with its transport. */
  Optional<String> filter(PostfixService service) {
    return postfix.parameter(service, "content_filter").filter(it -> !it.isBlank());
  }

  /** True if mail goes through a filter on its way, and comes back to another service. */
  boolean hasFilters() {
    return all().stream()
        .anyMatch(
            it ->
                filter(it)
                        .filter(next -> at(next.replaceFirst("^[^:]*:", "")).isEmpty())
                        .isPresent()
                    || isSet(it, "smtpd_proxy_filter"));
  }

  boolean isSet(PostfixService service, String parameter) {
    return postfix.parameter(service, parameter).filter(it -> !it.isBlank()).isPresent();
  }

  /** True if nobody can connect but programs of this machine. */
  boolean isLocal(PostfixService service) {
    return service.host().isEmpty()
        ? LOOPBACK_ONLY.contains(postfix.parameter("inet_interfaces").orElse(""))
        : Hosts.isLoopback(service.host());
  }

  /** True if it takes nothing of those who are not named. */
  boolean isClosed(PostfixService service) {
    return Stream.of(
            "smtpd_client_restrictions", "smtpd_relay_restrictions", "smtpd_recipient_restrictions")
        .map(list -> PostfixService.words(postfix.parameter(service, list).orElse("")))
        .anyMatch(words -> words.contains("reject"));
  }

  /** True if mail of strangers comes in here. */
  boolean isOpen(PostfixService service) {
    return !isLocal(service) && !isClosed(service);
  }

  /** True if users hand in their mail here. */
  boolean isSubmission(PostfixService service) {
    return SUBMISSION_PORTS.contains(service.port());
  }
}
