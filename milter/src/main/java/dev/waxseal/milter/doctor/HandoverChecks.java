package dev.waxseal.milter.doctor;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.milter.config.HandoverSettings;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SealSettings;
import java.util.List;

/**
 * Checks that the role handover is asked for all mail that comes to the list server, and for no
 * mail of the list itself; and that nothing beside it is believed.
 */
final class HandoverChecks {

  private final SmtpServices services;
  private final FindingList findings = new FindingList(DoctorFinding.Place.POSTFIX);

  HandoverChecks(SmtpServices services) {
    this.services = services;
  }

  List<DoctorFinding> findings() {
    services.milter().handover().ifPresent(this::check);
    return findings.all();
  }

  private void check(HandoverSettings handover) {
    boolean asked = !services.doing(RoleName.HANDOVER).isEmpty();
    for (PostfixService service : services.all()) {
      if (services.isLocal(service)) {
        list(service);
      } else if (asked && !isGuarded(service)) {
        bypassed(service, handover);
      }
    }
    services.milter().seal().ifPresent(seal -> others(handover, seal));
  }

  /** What a program on this machine brings has no seal of the MX. */
  private void list(PostfixService service) {
    if (services.does(service, RoleName.HANDOVER)) {
      findings.error(
          "handover-inside",
          "mail that a filter or Mailman hands to "
              + service.name()
              + " is checked as if the MX had sent it, and its results are deleted",
          "master.cf, at "
              + service.name()
              + ": -o smtpd_milters=; the socket of the handover at the service that the MX"
              + " delivers to");
    }
  }

  /** True if results in the name of the handover are deleted. */
  private boolean isGuarded(PostfixService service) {
    return services.does(service, RoleName.HANDOVER)
        || services.does(service, RoleName.VERIFY)
        || services.does(service, RoleName.SIGN);
  }

  private void bypassed(PostfixService service, HandoverSettings handover) {
    findings.error(
        "handover-bypassed",
        "mail that comes in at "
            + service.name()
            + " passes the handover by: results in it that claim to be from "
            + handover.authservId()
            + " are sealed as if they were genuine",
        "master.cf, at " + service.name() + ": -o smtpd_milters= with the socket of the handover");
  }

  private void others(HandoverSettings handover, SealSettings seal) {
    AuthservIds checked = AuthservIds.of(handover.authservId());
    List<String> unchecked =
        seal.trustedIds().stream().filter(id -> !checked.contains(id)).toList();
    if (!unchecked.isEmpty()) {
      String ids = String.join(", ", unchecked);
      findings.warn(
          "trusted-unchecked",
          "[seal] also believes "
              + ids
              + ", which nobody has checked: the handover deletes such results, and wherever it is"
              + " not asked they are sealed",
          "milter.toml, [seal]: trusted-ids = [\"" + handover.authservId() + "\"]");
    }
  }
}
