package dev.waxseal.milter.protocol;

import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The envelope of a message: what the mail server sent before its header. All text is ISO-8859-1,
 * one character per octet, and comes from strangers. Immutable.
 *
 * @param daemonName the macro {@code {daemon_name}}, which distinguishes the ports of a mail server
 *     (Postfix: {@code milter_macro_daemon_name}); empty if it was not sent
 * @param client the address of the SMTP client; empty if the message did not come over the network
 * @param clientName the name of the SMTP client as the mail server gives it: "unknown", or the
 *     address in brackets, if there is none; empty if it was not sent
 * @param helo the name that the client gave in HELO or EHLO; empty if none
 * @param mailFrom the address of MAIL FROM without angle brackets; empty for {@code <>}
 * @param macros the macros of the connection, of HELO, MAIL, the last RCPT and DATA, by their names
 *     as they were sent: {@code i}, {@code {auth_authen}}
 * @param recipients those of RCPT, if the filters need them
 */
public record Envelope(
    String daemonName,
    Optional<InetAddress> client,
    String clientName,
    String helo,
    String mailFrom,
    Map<String, String> macros,
    Recipients recipients) {

  /** Copies the map. */
  public Envelope {
    Objects.requireNonNull(daemonName, "daemonName");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(clientName, "clientName");
    Objects.requireNonNull(helo, "helo");
    Objects.requireNonNull(mailFrom, "mailFrom");
    Objects.requireNonNull(recipients, "recipients");
    macros = Map.copyOf(macros);
  }

  /** One whose recipients are not known. */
  public Envelope(
      String daemonName,
      Optional<InetAddress> client,
      String clientName,
      String helo,
      String mailFrom,
      Map<String, String> macros) {
    this(daemonName, client, clientName, helo, mailFrom, macros, Recipients.UNKNOWN);
  }
}
