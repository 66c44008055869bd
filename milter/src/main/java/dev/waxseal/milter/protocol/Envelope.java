package dev.waxseal.milter.protocol;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the mail server said of a message before its header. All text is ISO-8859-1, one character
 * an octet, and came from strangers. Immutable.
 *
 * @param daemonName the macro {@code {daemon_name}}, by which a mail server tells its ports apart
 *     (Postfix: {@code milter_macro_daemon_name}); empty if it was not sent
 * @param client the address of the SMTP client; none if the message did not come over the network
 * @param clientName the name of the SMTP client as the mail server gives it: "unknown", or the
 *     address in brackets, if there is none; empty if it was not sent
 * @param helo what the client said in HELO or EHLO; empty if nothing
 * @param mailFrom the address of MAIL FROM without angle brackets; empty for {@code <>}
 * @param recipients the addresses of RCPT TO without angle brackets, in order; of very many the
 *     first {@value #MAX_RECIPIENTS}, and none that is longer than an address can be
 * @param macros the macros of the connection, of HELO, MAIL, the last RCPT and DATA, by their names
 *     as they were sent: {@code i}, {@code {auth_authen}}
 */
public record Envelope(
    String daemonName,
    Optional<InetAddress> client,
    String clientName,
    String helo,
    String mailFrom,
    List<String> recipients,
    Map<String, String> macros) {

  /** How many recipients are kept; more are left out. */
  public static final int MAX_RECIPIENTS = 10_000;

  /** An envelope of these parts. */
  public Envelope {
    Objects.requireNonNull(daemonName, "daemonName");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(clientName, "clientName");
    Objects.requireNonNull(helo, "helo");
    Objects.requireNonNull(mailFrom, "mailFrom");
    recipients = List.copyOf(recipients);
    macros = Map.copyOf(macros);
  }
}
