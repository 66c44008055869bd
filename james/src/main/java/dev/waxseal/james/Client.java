package dev.waxseal.james;

import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;

/**
 * The origin of a mail.
 *
 * @param trusted true if it comes from this server itself, or from a client that may relay: a user
 *     who has logged in, or a machine in {@code authorizedAddresses}. Such mail is not judged
 * @param spf the client for SPF; empty if the mail did not come by SMTP
 */
record Client(boolean trusted, Optional<SpfClient> spf) {

  private static final AttributeName RELAYS =
      AttributeName.of("org.apache.james.SMTPIsAuthNetwork");

  /** What {@link InetAddress#getByName} reads without a lookup. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** The origin of a mail in the spool. */
  static Client of(Mail mail) {
    Optional<String> helo = MailAttributes.text(mail, Mail.SMTP_HELO);
    Optional<InetAddress> address =
        Optional.ofNullable(mail.getRemoteAddr()).flatMap(Client::address);
    boolean user = mail.getAttribute(Mail.SMTP_AUTH_USER).isPresent();
    boolean network =
        mail.getAttribute(RELAYS)
            .filter(relays -> Boolean.TRUE.equals(relays.getValue().value()))
            .isPresent();
    boolean own = helo.isEmpty() && address.map(InetAddress::isLoopbackAddress).orElse(true);
    return new Client(
        user || network || own,
        address.flatMap(ip -> helo.map(name -> SpfClient.of(ip, name, mailFrom(mail)))));
  }

  /** The origin of a mail while its SMTP session is open. */
  static Client of(SMTPSession session, Mail mail) {
    Optional<InetAddress> address =
        Optional.ofNullable(session.getRemoteAddress()).map(InetSocketAddress::getAddress);
    String helo = session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection).orElse("");
    return new Client(
        session.isRelayingAllowed(), address.map(ip -> SpfClient.of(ip, helo, mailFrom(mail))));
  }

  private static String mailFrom(Mail mail) {
    return mail.getMaybeSender().asString("");
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return ADDRESS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
