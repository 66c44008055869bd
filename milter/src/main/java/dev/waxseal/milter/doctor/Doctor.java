package dev.waxseal.milter.doctor;

import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Examines an installation: the daemon's configuration, and what is known of Postfix, Mailman, DNS
 * and the machine around it.
 *
 * <p>Immutable; share it among threads.
 *
 * @param milter the daemon's configuration
 * @param postfix what is known of Postfix; empty leaves it out
 * @param mailman what is known of Mailman; empty leaves it out
 * @param dns where the keys are looked up
 * @param machine where the daemon and Postfix run; empty leaves it out
 */
public record Doctor(
    Configuration milter,
    Optional<PostfixConfiguration> postfix,
    Optional<MailmanConfiguration> mailman,
    Dns dns,
    Optional<Machine> machine) {

  /** All ailments, the worst first. Blocks until DNS and the daemon have answered. */
  public List<Ailment> examine() {
    List<Ailment> ailments = new ArrayList<>();
    Optional<SmtpServices> services = postfix.map(it -> new SmtpServices(it, milter));
    if (services.isPresent()) {
      ailments.addAll(new RoleChecks(services.get(), mailman).ailments());
      ailments.addAll(new MilterChecks(services.get()).ailments());
      ailments.addAll(new AfterwardsChecks(services.get()).ailments());
    }
    mailman.ifPresent(it -> ailments.addAll(new MailmanChecks(it).ailments(services)));
    if (machine.isPresent()) {
      ailments.addAll(new MachineChecks(machine.get()).ailments(milter.listens(), postfix));
      ailments.addAll(new StateChecks(milter).ailments());
    }
    ailments.addAll(new KeyChecks(dns).ailments(milter));
    ailments.addAll(new OwnSealerChecks(dns).ailments(milter));
    return ailments.stream().sorted(Comparator.comparing(Ailment::severity)).toList();
  }
}
