package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that Mailman breaks no seals, and that the mail it submits is sealed. */
final class MailmanChecks {

  private final MailmanConfiguration mailman;
  private final FindingList findings = new FindingList(DoctorFinding.Place.MAILMAN);
  private final FindingList ofPostfix = new FindingList(DoctorFinding.Place.POSTFIX);
  private final String way;

  MailmanChecks(MailmanConfiguration mailman) {
    this.mailman = mailman;
    this.way = "mail that Mailman submits to " + mailman.smtpHost() + ":" + mailman.smtpPort();
  }

  /** The findings about Mailman itself and, if Postfix is known, about the path between them. */
  List<DoctorFinding> findings(Optional<SmtpServices> postfix) {
    if (mailman.isOn("arc", "enabled")) {
      findings.error(
          "mailman-arc",
          "Mailman's own ARC is on: it deletes the results of the MX and may shunt posts",
          "[ARC] enabled: no");
    }
    if (mailman.isOn("mta", "remove_dkim_headers")) {
      findings.error(
          "remove-dkim-headers",
          "remove_dkim_headers deletes the results of the MX, so nothing is sealed",
          "[mta] remove_dkim_headers: no");
    }
    new PluginChecks(mailman, findings).check();
    postfix.filter(it -> !it.all().isEmpty()).ifPresent(this::way);
    List<DoctorFinding> all = new ArrayList<>(findings.all());
    all.addAll(ofPostfix.all());
    return all;
  }

  private void way(SmtpServices services) {
    Optional<PostfixService> service = services.at(mailman.smtpHost(), mailman.smtpPort());
    if (service.isPresent()) {
      signed(services, service.get());
      if (services.milter().seal().isPresent()) {
        sealed(services, service.get());
      }
    } else if (Hosts.isLoopback(mailman.smtpHost())) {
      findings.error(
          "mailman-port",
          "Mailman submits to "
              + mailman.smtpHost()
              + ":"
              + mailman.smtpPort()
              + ", where Postfix has no service",
          "[mta] smtp_host and smtp_port of a service in master.cf");
    }
  }

  /** List mail has authors elsewhere; only mail submitted by our own users should be signed. */
  private void signed(SmtpServices services, PostfixService service) {
    Optional<PostfixService> signing =
        Optional.of(service)
            .filter(it -> services.does(it, RoleName.SIGN))
            .or(() -> next(services, service).filter(it -> services.does(it, RoleName.SIGN)));
    if (signing.isPresent()) {
      ofPostfix.error(
          "list-signed",
          way
              + " passes "
              + signing.get().name()
              + ", which asks the milter that signs for authors: it deletes the results of the"
              + " MX, and signs mail from strangers if [sign] networks names this machine",
          "master.cf, at "
              + signing.get().name()
              + ": -o smtpd_milters= with the socket that seals");
    }
  }

  private void sealed(SmtpServices services, PostfixService service) {
    boolean direct = services.does(service, RoleName.SEAL);
    Optional<PostfixService> next =
        next(services, service).filter(it -> services.does(it, RoleName.SEAL));
    if (mailman.hasPlugin()) {
      if (direct || next.isPresent()) {
        ofPostfix.warn(
            "sealed-twice",
            way + " is sealed by the plugin and again by the milter",
            "mailman.cfg: without the section of the plugin");
      }
    } else if (direct) {
      unnormalised();
    } else if (next.isEmpty()) {
      ofPostfix.error(
          "list-not-sealed",
          way + " is not sealed",
          "mailman.cfg, [mta]: smtp_host and smtp_port of the service that asks the milter");
    } else {
      hop(services.postfix(), services.filter(service).orElseThrow().split(":", 2)[0]);
    }
  }

  private void unnormalised() {
    ofPostfix.warn(
        "no-normalising-hop",
        way
            + " is sealed unchanged: the next mail server may have to convert 8-bit text and"
            + " lines of more than 998 octets, which breaks the seal",
        "a normalising hop in master.cf: a service with -o content_filter=normal:["
            + mailman.smtpHost()
            + "]:"
            + mailman.smtpPort()
            + ", normal unix - - n - - smtp -o"
            + " smtp_discard_ehlo_keywords=8bitmime,smtputf8, and smtp_port of Mailman there");
  }

  private void hop(PostfixConfiguration postfix, String transport) {
    if (!normalises(postfix, transport)) {
      ofPostfix.warn(
          "hop-keeps-8bit",
          "the hop "
              + transport
              + " in front of the milter lets 8-bit text through; if the next mail server"
              + " converts it, the seal breaks",
          "master.cf, " + transport + ": -o smtp_discard_ehlo_keywords=8bitmime,smtputf8");
    }
  }

  /** With 8bitmime alone Postfix does not convert. */
  private static boolean normalises(PostfixConfiguration postfix, String transport) {
    return postfix.services().stream()
        .filter(it -> it.name().equals(transport) && it.type().equals("unix"))
        .map(it -> postfix.parameter(it, "smtp_discard_ehlo_keywords").orElse(""))
        .map(PostfixService::words)
        .anyMatch(it -> it.contains("8bitmime") && it.contains("smtputf8"));
  }

  /** The service that a content filter which is a hop of Postfix's own leads to. */
  private static Optional<PostfixService> next(SmtpServices services, PostfixService service) {
    return services
        .filter(service)
        .map(it -> it.split(":", 2))
        .filter(it -> it.length == 2)
        .flatMap(it -> services.at(it[1]));
  }
}
