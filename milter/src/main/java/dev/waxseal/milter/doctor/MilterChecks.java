package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that each service can ask its milters, and its reaction if they do not answer. */
final class MilterChecks {

  private static final int PROTOCOL = 6;

  /** The interval of the daemon's progress packets. */
  private static final long PROGRESS_SECONDS = 5;

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smhdw]?)");
  private static final Pattern OTHER_ORDER = Pattern.compile("inet6?:([0-9]+)@(.+)");

  private final SmtpServices services;
  private final PostfixConfiguration postfix;
  private final FindingList findings = new FindingList(DoctorFinding.Place.POSTFIX);

  MilterChecks(SmtpServices services) {
    this.services = services;
    this.postfix = services.postfix();
  }

  List<DoctorFinding> findings() {
    for (PostfixService service : services.all()) {
      List<MilterUse> uses = services.milters(service);
      for (MilterUse use : uses) {
        spelling(service, use);
        use.listen().ifPresent(listen -> ours(service, use, listen));
      }
      List<MilterUse> ours = uses.stream().filter(it -> it.listen().isPresent()).toList();
      if (!ours.isEmpty()) {
        passedOver(service);
        size(service);
        twice(service, ours);
      }
    }
    return findings.all();
  }

  private void spelling(PostfixService service, MilterUse use) {
    if (!use.isReadable()) {
      Matcher other = OTHER_ORDER.matcher(use.socket());
      String meant =
          other.matches() ? "inet:" + other.group(2) + ":" + other.group(1) : "inet:127.0.0.1:8891";
      findings.error(
          "milter-spelling",
          "the service "
              + service.name()
              + " has \""
              + use.socket()
              + "\" in smtpd_milters, which Postfix cannot read as a socket",
          "inet:HOST:PORT or unix:PATH, and braces around a socket with settings:"
              + " { "
              + meant
              + ", default_action=tempfail }");
    }
  }

  private void ours(PostfixService service, MilterUse use, Listen listen) {
    role(service, use);
    path(service, use, listen);
    macros(service, use, listen);
    protocol(service, use);
    use.role().ifPresent(role -> outage(service, use, role));
    patience(service, use);
  }

  private void role(PostfixService service, MilterUse use) {
    if (use.role().isEmpty()) {
      String daemon = postfix.parameter(service, "milter_macro_daemon_name").orElse("");
      findings.error(
          "no-role",
          "the service "
              + service.name()
              + " asks "
              + use.socket()
              + " under the name \""
              + daemon
              + "\", for which no role is configured there, so nothing is done",
          "in milter.toml: role = { " + daemon + " = \"…\" }");
    }
  }

  private void path(PostfixService service, MilterUse use, Listen listen) {
    if (listen.socket() instanceof UnixDomainSocketAddress unix) {
      String queue = postfix.queueDirectory();
      boolean chroot = postfix.isChroot(service);
      String path = use.path(chroot, queue);
      if (!path.equals(unix.getPath().toString())) {
        findings.error(
            "unix-path",
            "the service "
                + service.name()
                + (chroot ? " is in a chroot: " : " is not in a chroot: ")
                + use.socket()
                + " means "
                + path
                + " to it, but the daemon listens at "
                + unix.getPath(),
            "the daemon's socket at "
                + queue
                + "/waxseal/milter.sock, and unix:waxseal/milter.sock"
                + " in Postfix; or a socket inet:127.0.0.1:8891");
      }
    }
  }

  private void macros(PostfixService service, MilterUse use, Listen listen) {
    boolean byName = !listen.roles().keySet().equals(Set.of(Listen.ANY));
    if (byName && lacks("milter_connect_macros", "{daemon_name}")) {
      findings.error(
          "daemon-name-macro",
          "milter_connect_macros does not contain {daemon_name}, which "
              + use.socket()
              + " needs to choose the role for the service "
              + service.name(),
          "postconf -X milter_connect_macros");
    }
    if (use.is(RoleName.SIGN) && lacks("milter_mail_macros", "{auth_authen}")) {
      findings.error(
          "login-macro",
          "milter_mail_macros does not contain {auth_authen}: the milter cannot tell who has"
              + " logged in at "
              + service.name()
              + " and signs nothing",
          "postconf -X milter_mail_macros");
    }
  }

  private boolean lacks(String parameter, String macro) {
    return postfix
        .parameter(parameter)
        .filter(it -> !PostfixService.words(it.replaceAll("[{}]", "")).contains(bare(macro)))
        .isPresent();
  }

  private static String bare(String macro) {
    return macro.replaceAll("[{}]", "");
  }

  private void protocol(PostfixService service, MilterUse use) {
    String protocol = use.setting("protocol", postfix, service);
    if (protocol.matches("[0-9]{1,3}") && Integer.parseInt(protocol) < PROTOCOL) {
      findings.error(
          "milter-protocol",
          "with milter_protocol = "
              + protocol
              + ", Postfix drops the space after the colon of a header field, so the daemon"
              + " refuses to work",
          "milter_protocol = 6");
    }
  }

  /** Checks the default action of Postfix while the daemon is down. */
  private void outage(PostfixService service, MilterUse use, RoleName role) {
    String action = use.setting("default_action", postfix, service);
    String remedy = "smtpd_milters={" + use.socket() + ",default_action=tempfail}";
    String is = " (default_action=" + action + ")";
    if (action.equals("reject")) {
      findings.warn(
          "default-action",
          "while the daemon is down, " + service.name() + " rejects mail permanently" + is,
          remedy);
    } else if (action.equals("accept") || action.equals("quarantine")) {
      switch (role) {
        case VERIFY, VERIFY_OR_SIGN, HANDOVER -> lies(service, is, remedy);
        case SIGN ->
            findings.warn(
                "default-action",
                "while the daemon is down, mail goes out of " + service.name() + " unsigned" + is,
                remedy);
        case SEAL ->
            findings.warn(
                "default-action",
                "while the daemon is down, mail goes out of "
                    + service.name()
                    + " without a seal"
                    + is,
                remedy);
      }
    }
  }

  /** While the daemon is down, nobody deletes forged results (RFC 8601 section 5). */
  private void lies(PostfixService service, String is, String remedy) {
    String problem =
        "while the daemon is down, forged Authentication-Results get in through " + service.name();
    if (services.milter().seal().isPresent()) {
      findings.error("default-action-mx", problem + " and are sealed" + is, remedy);
    } else {
      findings.warn(
          "default-action-mx", problem + ", and a list server behind it seals them" + is, remedy);
    }
  }

  private void patience(PostfixService service, MilterUse use) {
    Optional<Long> seconds = seconds(use.setting("content_timeout", postfix, service));
    if (seconds.filter(it -> it <= PROGRESS_SECONDS).isPresent()) {
      findings.warn(
          "content-timeout",
          "content_timeout="
              + use.setting("content_timeout", postfix, service)
              + " at "
              + service.name()
              + " gives up on a daemon that waits for DNS: the daemon reports progress only every "
              + PROGRESS_SECONDS
              + " seconds",
          "content_timeout=15s");
    }
  }

  private static Optional<Long> seconds(String time) {
    Matcher parts = TIME.matcher(time);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (parts.group(2)) {
          case "m" -> 60;
          case "h" -> 3_600;
          case "d" -> 86_400;
          case "w" -> 604_800;
          default -> 1;
        };
    return Optional.of(Long.parseLong(parts.group(1)) * unit);
  }

  /** Finds settings that keep Postfix from asking a configured milter. */
  private void passedOver(PostfixService service) {
    if (postfix.parameter(service, "receive_override_options").orElse("").contains("no_milters")) {
      findings.error(
          "no-milters",
          "receive_override_options of "
              + service.name()
              + " contains no_milters, so no milter is asked",
          "receive_override_options: without no_milters");
    }
    if (services.isSet(service, "smtpd_proxy_filter")) {
      findings.error(
          "proxy-filter",
          "the service "
              + service.name()
              + " has smtpd_proxy_filter: its milters see neither header nor body",
          "content_filter in place of smtpd_proxy_filter, and the milter at " + service.name());
    }
    if (services.isSet(service, "smtpd_milter_maps")) {
      findings.warn(
          "milter-maps",
          "smtpd_milter_maps = "
              + postfix.parameter(service, "smtpd_milter_maps").orElse("")
              + ": the milters of "
              + service.name()
              + " are not asked for the clients listed there",
          "smtpd_milter_maps without the clients whose mail is judged, signed or sealed");
    }
  }

  /** A limit of 0 lets Postfix accept messages of any size. */
  private void size(PostfixService service) {
    String limit = postfix.parameter(service, "message_size_limit").orElse("");
    long octets = services.milter().limits().messageOctets();
    if (limit.matches("[0-9]{1,18}")
        && (Long.parseLong(limit) == 0 || Long.parseLong(limit) > octets)) {
      findings.warn(
          "message-size",
          "Postfix accepts messages of "
              + (limit.equals("0") ? "any size" : "up to " + limit + " octets")
              + ", but the milter skips those of more than "
              + octets
              + " octets",
          "message_size_limit = " + octets + ", or more in milter.toml, [limits] message-mib");
    }
  }

  private void twice(PostfixService service, List<MilterUse> ours) {
    long different = ours.stream().map(MilterUse::listen).distinct().count();
    if (different < ours.size()) {
      findings.warn(
          "asked-twice",
          "the service " + service.name() + " asks the same socket twice",
          "smtpd_milters: each socket once");
    }
  }
}
