package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SignSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks that each role is at the right service: verify at the MX, sign at submission, seal behind
 * the list server.
 */
final class RoleChecks {

  private static final String SMTP_PORT = "25";

  private final SmtpServices services;
  private final Configuration milter;
  private final Optional<MailmanConfiguration> mailman;
  private final FindingList findings = new FindingList(DoctorFinding.Place.POSTFIX);

  RoleChecks(SmtpServices services, Optional<MailmanConfiguration> mailman) {
    this.services = services;
    this.milter = services.milter();
    this.mailman = mailman;
  }

  List<DoctorFinding> findings() {
    for (RoleName role : RoleName.values()) {
      if (isOffered(role) && !isUsed(role)) {
        unused(role);
      }
    }
    for (PostfixService service : services.all()) {
      services.milters(service).forEach(use -> use.role().ifPresent(it -> place(service, it)));
      entrance(service);
      trust(service);
    }
    localMail();
    return findings.all();
  }

  private boolean isOffered(RoleName role) {
    return milter.listens().stream().anyMatch(it -> it.roles().containsValue(role));
  }

  /** True if the role is used, or nothing is known of Postfix; the plugin of Mailman also seals. */
  private boolean isUsed(RoleName role) {
    return services.all().isEmpty()
        || services.all().stream().anyMatch(it -> means(it, role))
        || (role == RoleName.SEAL && mailman.filter(MailmanConfiguration::hasPlugin).isPresent())
        || (role == RoleName.SIGN && localMilters().stream().anyMatch(it -> it.is(role)));
  }

  /** True if a service asks for it, if perhaps under a wrong name. */
  private boolean means(PostfixService service, RoleName role) {
    return services.milters(service).stream()
        .anyMatch(
            use ->
                use.is(role)
                    || (use.role().isEmpty()
                        && use.listen().filter(it -> it.roles().containsValue(role)).isPresent()));
  }

  private void unused(RoleName role) {
    String socket =
        milter.listens().stream()
            .filter(it -> it.roles().containsValue(role))
            .map(it -> it.name())
            .findFirst()
            .orElseThrow();
    Set<String> others = new TreeSet<>();
    services
        .all()
        .forEach(
            service ->
                services.milters(service).stream()
                    .filter(it -> it.listen().isEmpty())
                    .forEach(it -> others.add(it.socket())));
    String asked = others.isEmpty() ? "" : " (asked: " + String.join(", ", others) + ")";
    String where =
        switch (role) {
          case VERIFY, VERIFY_OR_SIGN -> "smtp";
          case SIGN -> "submission";
          case HANDOVER -> "smtp, through which the MX delivers";
          case SEAL -> "the service that Mailman submits to";
        };
    String done =
        switch (role) {
          case VERIFY -> "verified";
          case VERIFY_OR_SIGN -> "verified or signed";
          case SIGN -> "signed";
          case HANDOVER, SEAL -> "sealed";
        };
    findings.error(
        "nobody-asks",
        "no service of master.cf asks the milter that "
            + does(role)
            + ", so nothing is "
            + done
            + asked,
        "master.cf, at "
            + where
            + ": -o smtpd_milters={"
            + socket
            + ",default_action=tempfail,command_timeout=10s,content_timeout=15s}");
  }

  private static String does(RoleName role) {
    return switch (role) {
      case VERIFY -> "verifies";
      case VERIFY_OR_SIGN -> "verifies or signs";
      case SIGN -> "signs";
      case HANDOVER -> "checks the handover";
      case SEAL -> "seals";
    };
  }

  private void place(PostfixService service, RoleName role) {
    switch (role) {
      case VERIFY -> verifying(service);
      case VERIFY_OR_SIGN -> both(service);
      case SIGN -> signing(service);
      case HANDOVER -> {} // HandoverChecks
      case SEAL -> sealing(service);
    }
    if (role == RoleName.SEAL) {
      afterwards(service, role);
    } else if (role.includes(RoleName.SIGN)) {
      afterwards(service, RoleName.SIGN);
    }
  }

  private void verifying(PostfixService service) {
    if (comesBack(service) && !isForUsers()) {
      verifiedTwice(service);
    } else if (services.isSubmission(service)) {
      findings.error(
          "submission-verified",
          "mail that your own users submit at "
              + service.name()
              + " is judged like mail from strangers, and fails",
          "master.cf, at " + service.name() + ": -o smtpd_milters= with the socket that signs");
    }
  }

  /** True if what comes in here has been on this machine before. */
  private boolean comesBack(PostfixService service) {
    return services.isLocal(service)
        && !services.isSet(service, "smtpd_upstream_proxy_protocol")
        && !services.isSet(service, "smtpd_authorized_xclient_hosts");
  }

  private void verifiedTwice(PostfixService service) {
    findings.error(
        "verified-twice",
        "mail that a filter or Mailman hands to "
            + service.name()
            + " is verified as if this machine had sent it, and the results of the MX are deleted",
        "master.cf, at " + service.name() + ": -o smtpd_milters=");
  }

  /** A port for users and strangers, where each message gets one of the two roles. */
  private void both(PostfixService service) {
    if (comesBack(service)) {
      verifiedTwice(service);
    } else {
      milter.sign().ifPresent(sign -> clients(service, sign));
    }
  }

  /** True if submission on this machine hands over to the MX, by RFC 8601 section 2.7.4. */
  private boolean isForUsers() {
    InetAddress here = InetAddress.getLoopbackAddress();
    return milter
        .verify()
        .filter(verify -> !verify.submissionIds().isEmpty())
        .filter(verify -> verify.submissionHosts().stream().anyMatch(net -> net.contains(here)))
        .isPresent();
  }

  private void signing(PostfixService service) {
    if (isPort25(service) && services.isOpen(service)) {
      findings.error(
          "port-25-signed",
          "the service "
              + service.name()
              + " accepts mail from strangers and asks the milter that signs, which deletes the"
              + " results of verify",
          "here the socket that verifies; the socket that signs at the services submission and"
              + " submissions");
    } else if (services.isLocal(service)
        && !services.isSubmission(service)
        && services.hasFilters()) {
      findings.error(
          "filter-signed",
          "mail that a filter returns to "
              + service.name()
              + " passes the milter that signs: it deletes the results of the MX, and signs mail"
              + " from strangers if [sign] networks names this machine",
          "master.cf, at " + service.name() + ": -o smtpd_milters=");
    } else if (!services.isLocal(service)) {
      milter.sign().ifPresent(sign -> clients(service, sign));
    }
  }

  /** Checks which clients are signed for: those that log in, and those in the configuration. */
  private void clients(PostfixService service, SignSettings sign) {
    boolean logsIn =
        !services.postfix().parameter(service, "smtpd_sasl_auth_enable").orElse("").equals("no")
            || services.isSet(service, "smtpd_authorized_xclient_hosts");
    if (sign.signForAnybody()) {
      if (services.isOpen(service)) {
        findings.error(
            "signs-for-anybody",
            "with sign-for-anybody, whoever connects to "
                + service.name()
                + " gets mail signed as "
                + String.join(", ", sign.known().stream().map(it -> it.name().toString()).toList()),
            "milter.toml, [sign]: without sign-for-anybody");
      }
    } else if (!logsIn && sign.networks().isEmpty()) {
      findings.error(
          "nobody-logs-in",
          "nobody can log in at " + service.name() + ", so nothing is signed there",
          "master.cf, at "
              + service.name()
              + ": -o smtpd_sasl_auth_enable=yes; or milter.toml, [sign]: networks");
    }
  }

  private void sealing(PostfixService service) {
    if (isPort25(service)
        && !services.isLocal(service)
        && (!services.isClosed(service) || isNotForMailman(service))) {
      findings.error(
          "port-25-sealed",
          "mail that comes in at " + service.name() + " is sealed before the list changes it",
          "the socket that seals at the service that Mailman submits to");
    } else if (services.isOpen(service)) {
      findings.warn(
          "sealed-for-all",
          "anybody can have mail sealed at " + service.name(),
          "master.cf: 127.0.0.1:" + service.port() + " in place of " + service.name());
    }
  }

  private boolean isPort25(PostfixService service) {
    return service.port().equals(SMTP_PORT);
  }

  private boolean isNotForMailman(PostfixService service) {
    return mailman
        .flatMap(it -> services.at(it.smtpHost(), it.smtpPort()))
        .filter(it -> !it.equals(service))
        .isPresent();
  }

  /** A milter or filter after the one that signs or seals can break the signature. */
  private void afterwards(PostfixService service, RoleName role) {
    List<MilterUse> uses = services.milters(service);
    MilterUse last = uses.get(uses.size() - 1);
    if (!last.is(role) && last.listen().isEmpty()) {
      findings.warn(
          "milter-after",
          "another milter, "
              + last.socket()
              + ", comes after the one that "
              + role.word()
              + "s at "
              + service.name()
              + "; its changes break the "
              + (role == RoleName.SEAL ? "seal" : "signature"),
          "smtpd_milters: the socket of waxseal last");
    }
    services
        .filter(service)
        .ifPresent(
            filter ->
                findings.warn(
                    "filter-after",
                    "mail that "
                        + service.name()
                        + " has "
                        + (role == RoleName.SEAL ? "sealed" : "signed")
                        + " then goes through the content filter "
                        + filter
                        + "; its changes break the "
                        + (role == RoleName.SEAL ? "seal" : "signature"),
                    "master.cf, at "
                        + service.name()
                        + ": -o content_filter=, and the filter in front of it"));
  }

  /** Results are plain text: only a server that deletes forged ones may deliver mail here. */
  private void entrance(PostfixService service) {
    Optional<SealSettings> seal = milter.seal().filter(it -> !it.trustedIds().isEmpty());
    boolean known =
        Stream.of(RoleName.VERIFY, RoleName.VERIFY_OR_SIGN)
            .anyMatch(it -> isOffered(it) && !isUsed(it));
    if (seal.isEmpty()
        || known
        || !services.isOpen(service)
        || services.isSubmission(service)
        || services.milters(service).stream().anyMatch(it -> it.role().isPresent())) {
      return;
    }
    String ids = String.join(", ", seal.get().trustedIds());
    List<MilterUse> others = services.milters(service);
    if (others.isEmpty()) {
      findings.warn(
          "open-entrance",
          "anybody can send mail to "
              + service.name()
              + ", and Authentication-Results in it that claim to be from "
              + ids
              + " are sealed as if they were genuine",
          "smtpd_client_restrictions = permit_mynetworks,"
              + " check_client_access inline:{ADDRESS-OF-THE-MX=OK}, reject");
    } else {
      findings.warn(
          "results-of-others",
          "the results of "
              + ids
              + " at "
              + service.name()
              + " come from "
              + String.join(", ", others.stream().map(MilterUse::socket).toList())
              + ": if they do not contain arc=, posts that arrive with a chain are signed but"
              + " not sealed; if forged results are not deleted, they are sealed as if they were"
              + " genuine",
          "the role verify of waxseal at " + service.name());
    }
  }

  /** The results written here have to be trusted where mail is sealed. */
  private void trust(PostfixService service) {
    if (services.isOpen(service) && services.does(service, RoleName.VERIFY)) {
      milter.verify().ifPresent(it -> trusted(service, it.authservId()));
    }
    if (services.does(service, RoleName.SIGN)) {
      milter.sign().flatMap(SignSettings::submissionId).ifPresent(it -> trusted(service, it));
    }
  }

  private void trusted(PostfixService service, String id) {
    List<String> trusted = milter.seal().map(SealSettings::trustedIds).orElse(List.of());
    if (milter.seal().isPresent() && trusted.stream().noneMatch(id::equalsIgnoreCase)) {
      findings.warn(
          "id-not-trusted",
          service.name()
              + " writes its results as "
              + id
              + ", but [seal] trusts only "
              + String.join(", ", trusted),
          "milter.toml, [seal]: trusted-ids = [\"" + id + "\"]");
    }
  }

  private List<MilterUse> localMilters() {
    PostfixConfiguration postfix = services.postfix();
    return MilterUse.of(
        postfix.parameter("non_smtpd_milters").orElse(""),
        postfix.parameter("milter_macro_daemon_name").orElse(""),
        postfix,
        milter.listens());
  }

  /** True if the configuration names this machine as a client that is signed for. */
  private boolean isSignedForHere() {
    return milter.sign().stream()
        .flatMap(sign -> sign.networks().stream())
        .anyMatch(network -> network.contains(InetAddress.getLoopbackAddress()));
  }

  /** Checks mail that programs on this machine hand to sendmail(1). */
  private void localMail() {
    for (MilterUse use : localMilters()) {
      boolean signs = use.is(RoleName.SIGN) && isSignedForHere();
      if ((use.is(RoleName.VERIFY) && !signs) || use.is(RoleName.SEAL)) {
        findings.error(
            "local-mail",
            "non_smtpd_milters has "
                + use.socket()
                + ": mail from programs on this machine is "
                + (use.is(RoleName.SEAL)
                    ? "sealed like list mail"
                    : "judged like mail from strangers"),
            "non_smtpd_milters =");
      }
    }
  }
}
