package dev.waxseal.milter.doctor;

import static dev.waxseal.milter.doctor.Ailment.Place.POSTFIX;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Postfix does that breaks seals, or lets somebody tell lies. */
final class PostfixChecks {

  private static final int PROTOCOL = 6;

  /** RFC 5322 section 2.1.1, without the CRLF; what is longer is cut after it was sealed. */
  private static final int LONGEST_LINE = 998;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  private final PostfixConfiguration postfix;
  private final Configuration milter;
  private final List<Ailment> ailments = new ArrayList<>();

  PostfixChecks(PostfixConfiguration postfix, Configuration milter) {
    this.postfix = postfix;
    this.milter = milter;
  }

  List<Ailment> ailments() {
    List<PostfixService> servers =
        postfix.services().stream().filter(PostfixService::isServer).toList();
    servers.forEach(this::roles);
    if (milter.seal().isPresent()) {
      List<PostfixService> sealing =
          servers.stream().filter(it -> does(it, RoleName.SEAL)).toList();
      if (sealing.isEmpty() && !servers.isEmpty()) {
        noSealing();
      } else {
        sealing.forEach(this::sealing);
        afterwards();
        servers.stream().filter(it -> !sealing.contains(it)).forEach(this::entrance);
      }
    }
    return ailments;
  }

  private List<MilterUse> milters(PostfixService service) {
    return MilterUse.of(service, postfix, milter.listens());
  }

  private boolean does(PostfixService service, RoleName role) {
    return milters(service).stream().anyMatch(it -> it.is(role));
  }

  private void roles(PostfixService service) {
    for (MilterUse use : milters(service)) {
      if (use.listen().isPresent() && use.role().isEmpty()) {
        String daemon = postfix.parameter(service, "milter_macro_daemon_name").orElse("");
        error(
            "the service "
                + service.name()
                + " asks "
                + use.socket()
                + " under the name \""
                + daemon
                + "\", for which no role is configured there, so that nothing is done",
            "in milter.toml: role = { " + daemon + " = \"…\" }");
      }
    }
  }

  private void noSealing() {
    String socket =
        milter.listens().stream()
            .filter(it -> it.roles().containsValue(RoleName.SEAL))
            .map(it -> it.name())
            .findFirst()
            .orElse("inet:127.0.0.1:8892");
    error(
        "no service of master.cf asks the milter that seals, so that nothing is sealed",
        "master.cf, at the service that Mailman submits to: -o smtpd_milters={"
            + socket
            + ",default_action=tempfail,command_timeout=10s}");
  }

  private void sealing(PostfixService service) {
    List<MilterUse> uses = milters(service);
    MilterUse seal = uses.stream().filter(it -> it.is(RoleName.SEAL)).findFirst().orElseThrow();
    if (!uses.get(uses.size() - 1).equals(seal)) {
      warn(
          "another milter comes after the one that seals at "
              + service.name()
              + "; what it changes breaks the seal",
          "smtpd_milters: name " + seal.socket() + " last");
    }
    String action = seal.setting("default_action", postfix, service);
    if (!action.isEmpty() && !action.equals("tempfail")) {
      warn(
          "while the daemon is down, mail goes out of "
              + service.name()
              + " without a seal"
              + " (default_action="
              + action
              + ")",
          "-o smtpd_milters={" + seal.socket() + ",default_action=tempfail}");
    }
    String protocol = seal.setting("protocol", postfix, service);
    if (protocol.matches("[0-9]{1,3}") && Integer.parseInt(protocol) < PROTOCOL) {
      error(
          "with milter_protocol = " + protocol + " spaces after the colon of a field are lost",
          "milter_protocol = 6");
    }
    if (postfix.parameter(service, "receive_override_options").orElse("").contains("no_milters")) {
      error(
          "receive_override_options of "
              + service.name()
              + " has no_milters, so that none is asked",
          "receive_override_options: without no_milters");
    }
    if (!isLocal(service) && !isClosed(service)) {
      warn(
          "everybody can have mail sealed at " + service.name(),
          "master.cf: 127.0.0.1:" + service.port() + " in place of " + service.name());
    }
  }

  /** What smtp(8) does when it sends, after all milters. */
  private void afterwards() {
    if (!postfix.parameter("smtp_generic_maps").orElse("").isEmpty()) {
      error(
          "smtp_generic_maps rewrites addresses after mail was sealed, and breaks the seal",
          "smtp_generic_maps =");
    }
    for (String checks :
        List.of("smtp_header_checks", "smtp_mime_header_checks", "smtp_body_checks")) {
      String value = postfix.parameter(checks).orElse("");
      if (!value.isEmpty()) {
        warn(
            checks
                + " = "
                + value
                + " acts after mail was sealed; what it changes breaks the seal,"
                + " unless it is Received",
            checks + " =");
      }
    }
    String limit = postfix.parameter("smtp_line_length_limit").orElse("");
    if (limit.matches("[1-9][0-9]{0,8}") && Integer.parseInt(limit) < LONGEST_LINE) {
      error(
          "smtp_line_length_limit = " + limit + " breaks lines after they were sealed",
          "smtp_line_length_limit = " + LONGEST_LINE);
    }
  }

  /** Results are plain text: only whoever is known to delete forged ones may bring mail. */
  private void entrance(PostfixService service) {
    boolean believed = milter.seal().filter(it -> !it.trustedIds().isEmpty()).isPresent();
    if (believed && !isLocal(service) && !isClosed(service) && !does(service, RoleName.VERIFY)) {
      warn(
          "everybody can bring mail to "
              + service.name()
              + ", and who writes Authentication-Results of "
              + String.join(", ", milter.seal().orElseThrow().trustedIds())
              + " into it has them carried on",
          "smtpd_client_restrictions = permit_mynetworks,"
              + " check_client_access inline:{ADDRESS-OF-THE-MX=OK}, reject");
    }
  }

  private static boolean isLocal(PostfixService service) {
    return LOOPBACK.contains(service.host());
  }

  /** Whether it takes nothing of those who are not named. */
  private boolean isClosed(PostfixService service) {
    return Stream.of(
            "smtpd_client_restrictions", "smtpd_relay_restrictions", "smtpd_recipient_restrictions")
        .map(list -> PostfixService.words(postfix.parameter(service, list).orElse("")))
        .anyMatch(words -> words.contains("reject"));
  }

  private void error(String problem, String remedy) {
    ailments.add(Ailment.error(POSTFIX, problem, remedy));
  }

  private void warn(String problem, String remedy) {
    ailments.add(Ailment.warning(POSTFIX, problem, remedy));
  }
}
