package dev.waxseal.milter.doctor;

import static dev.waxseal.milter.doctor.Ailment.Place.MAILMAN;
import static dev.waxseal.milter.doctor.Ailment.Place.POSTFIX;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Mailman does that breaks seals, and whether what it submits is sealed. */
final class MailmanChecks {

  private final MailmanConfiguration mailman;
  private final Configuration milter;
  private final List<Ailment> ailments = new ArrayList<>();

  MailmanChecks(MailmanConfiguration mailman, Configuration milter) {
    this.mailman = mailman;
    this.milter = milter;
  }

  /** The ailments of Mailman itself, and with Postfix those of the way between them. */
  List<Ailment> ailments(Optional<PostfixConfiguration> postfix) {
    if (mailman.isOn("arc", "enabled")) {
      ailments.add(
          Ailment.error(
              MAILMAN,
              "Mailman's own ARC is on: it deletes what the MX found, and may put posts aside",
              "[ARC] enabled: no"));
    }
    if (mailman.isOn("mta", "remove_dkim_headers")) {
      ailments.add(
          Ailment.error(
              MAILMAN,
              "remove_dkim_headers deletes what the MX found, so that nothing is sealed",
              "[mta] remove_dkim_headers: no"));
    }
    if (milter.seal().isPresent()) {
      postfix.ifPresent(this::way);
    }
    return ailments;
  }

  private void way(PostfixConfiguration postfix) {
    String host = mailman.value("mta", "smtp_host").orElseThrow();
    String port = mailman.value("mta", "smtp_port").orElseThrow();
    Optional<PostfixService> service = at(postfix, host, port);
    if (service.isEmpty()) {
      return; // another machine, perhaps
    }
    if (seals(postfix, service.get())) {
      ailments.add(
          Ailment.warning(
              POSTFIX,
              "what Mailman submits to "
                  + host
                  + ":"
                  + port
                  + " is sealed as it comes: 8-bit text and lines of more than 998 octets, which the"
                  + " next mail server may need changed, then break the seal",
              "a normalising hop in master.cf: a service with -o content_filter=normal:["
                  + host
                  + "]:"
                  + port
                  + ", normal unix - - n - - smtp -o"
                  + " smtp_discard_ehlo_keywords=8bitmime,smtputf8, and smtp_port of Mailman there"));
      return;
    }
    String filter = postfix.parameter(service.get(), "content_filter").orElse("");
    String[] parts = filter.split(":", 2);
    Optional<PostfixService> next = parts.length < 2 ? Optional.empty() : at(postfix, parts[1]);
    if (next.filter(it -> seals(postfix, it)).isEmpty()) {
      ailments.add(
          Ailment.error(
              POSTFIX,
              "what Mailman submits to " + host + ":" + port + " is not sealed",
              "mailman.cfg, [mta]: smtp_host and smtp_port of the service that asks the milter"));
    } else if (!normalises(postfix, parts[0])) {
      ailments.add(
          Ailment.warning(
              POSTFIX,
              "the hop "
                  + parts[0]
                  + " in front of the milter lets 8-bit text through, which the"
                  + " next mail server may need changed",
              "master.cf, " + parts[0] + ": -o smtp_discard_ehlo_keywords=8bitmime,smtputf8"));
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

  private boolean seals(PostfixConfiguration postfix, PostfixService service) {
    return MilterUse.of(service, postfix, milter.listens()).stream()
        .anyMatch(it -> it.is(RoleName.SEAL));
  }

  private static Optional<PostfixService> at(PostfixConfiguration postfix, String nextHop) {
    int colon = nextHop.lastIndexOf(':');
    return colon < 0
        ? at(postfix, nextHop, "25")
        : at(postfix, nextHop.substring(0, colon), nextHop.substring(colon + 1));
  }

  private static Optional<PostfixService> at(
      PostfixConfiguration postfix, String host, String port) {
    return postfix.services().stream().filter(it -> it.isAt(host, port)).findFirst();
  }
}
