package dev.waxseal.milter.doctor;

import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Examines an installation: the daemon's configuration, and what is known of Postfix, Mailman and
 * DNS around it.
 *
 * <p>Immutable; share it among threads.
 *
 * @param milter the daemon's configuration
 * @param postfix what is known of Postfix; empty leaves it out
 * @param mailman what is known of Mailman; empty leaves it out
 * @param dns where the keys are looked up
 */
public record Doctor(
    Configuration milter,
    Optional<PostfixConfiguration> postfix,
    Optional<MailmanConfiguration> mailman,
    Dns dns) {

  /** All ailments, the worst first. Blocks until DNS has answered. */
  public List<Ailment> examine() {
    List<Ailment> ailments = new ArrayList<>();
    postfix.ifPresent(it -> ailments.addAll(new PostfixChecks(it, milter).ailments()));
    mailman.ifPresent(it -> ailments.addAll(new MailmanChecks(it, milter).ailments(postfix)));
    ailments.addAll(new KeyChecks(dns).ailments(milter));
    return ailments.stream().sorted(Comparator.comparing(Ailment::severity)).toList();
  }
}
