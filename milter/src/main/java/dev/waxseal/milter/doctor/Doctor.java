package dev.waxseal.milter.doctor;

import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Examines an installation: the daemon's configuration, and what is known of Postfix or sendmail,
 * Mailman, DNS and the machine around it.
 *
 * <p>Immutable; share it among threads.
 *
 * @param milter the daemon's configuration
 * @param postfix what is known of Postfix; empty leaves it out
 * @param sendmail what is known of sendmail; empty leaves it out
 * @param mailman what is known of Mailman; empty leaves it out
 * @param dns where the keys are looked up
 * @param machine where the daemon and the mail server run; empty leaves it out
 */
public record Doctor(
    Configuration milter,
    Optional<PostfixConfiguration> postfix,
    Optional<SendmailConfiguration> sendmail,
    Optional<MailmanConfiguration> mailman,
    Dns dns,
    Optional<Machine> machine) {

  /** All findings, the worst first. Blocks until DNS and the daemon have answered. */
  public List<DoctorFinding> examine() {
    List<DoctorFinding> findings = new ArrayList<>();
    Optional<SmtpServices> services = postfix.map(it -> new SmtpServices(it, milter));
    if (services.isPresent()) {
      findings.addAll(new RoleChecks(services.get(), mailman).findings());
      findings.addAll(new HandoverChecks(services.get()).findings());
      findings.addAll(new MilterChecks(services.get()).findings());
      findings.addAll(new AfterwardsChecks(services.get()).findings());
    }
    sendmail.ifPresent(it -> findings.addAll(new SendmailChecks(it, milter).findings()));
    mailman.ifPresent(it -> findings.addAll(new MailmanChecks(it).findings(services)));
    if (machine.isPresent()) {
      findings.addAll(new MachineChecks(machine.get()).findings(milter, postfix));
      findings.addAll(new StateChecks(milter).findings());
    }
    findings.addAll(new SigningKeyChecks(dns).findings(milter));
    findings.addAll(new OwnSealerChecks(dns).findings(milter));
    return findings.stream().sorted(Comparator.comparing(DoctorFinding::severity)).toList();
  }
}
