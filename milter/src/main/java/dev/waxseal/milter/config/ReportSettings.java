package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.Reporter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the sender of aggregate reports.
 *
 * @param reporter the receiver as it shows itself: domain, organization, From, contact
 * @param sender the address of MAIL FROM, which bounces go to
 * @param never domains that get no reports, and what is below them
 * @param sendmail the program that takes the mails, unless there is a relay
 * @param relay the mail server on this machine that takes the mails, if it is named
 * @param journal the folder of the journals; empty if they are beside the history
 * @param messagesPerMinute the most mails in a minute
 * @param keys the keys that sign the mails, of the domain {@code signingDomain}
 * @param signingDomain {@code d=}
 */
public record ReportSettings(
    Reporter reporter,
    MailAddress sender,
    List<DomainName> never,
    Path sendmail,
    Optional<InetSocketAddress> relay,
    Optional<Path> journal,
    int messagesPerMinute,
    List<SelectedKey> keys,
    DomainName signingDomain) {

  /** Copies the lists. */
  public ReportSettings {
    never = List.copyOf(never);
    keys = List.copyOf(keys);
  }
}
