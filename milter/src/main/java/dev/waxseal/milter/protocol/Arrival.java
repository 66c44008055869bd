package dev.waxseal.milter.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps what the mail server sends before a message, until the message ends. Macros are kept by the
 * command that they precede, so repeated commands do not accumulate; recipients up to a bound.
 */
final class Arrival {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** The texts that {@link InetAddress#getByName} reads as an address, without a lookup. */
  private static final Pattern ADDRESS =
      Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

  private static final Pattern IPV6_TAG = Pattern.compile("^IPv6:", Pattern.CASE_INSENSITIVE);

  /** CONNECT and HELO, which apply to all messages of a session. */
  private static final String OF_SESSION = "CH";

  /** MAIL, RCPT, DATA, and later commands. */
  private static final String OF_MESSAGE = "MRTLNBE";

  private static final List<Character> COMMANDS =
      (OF_SESSION + OF_MESSAGE).chars().mapToObj(c -> (char) c).toList();

  private final Map<Character, Map<String, String>> macros = new HashMap<>();
  private Optional<InetAddress> client = Optional.empty();
  private String clientName = "";
  private String helo = "";
  private String mailFrom = "";
  private final Set<String> recipients = new HashSet<>();
  private int recipientCharacters;
  private boolean tooManyRecipients;

  /** SMFIC_MACRO: the command that they are for, then alternating names and values. */
  void macros(Packet packet) {
    if (packet.data().length == 0) {
      return;
    }
    List<String> texts = packet.texts(1);
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i + 1 < texts.size(); i += 2) {
      named.put(texts.get(i), texts.get(i + 1));
    }
    char command = (char) packet.data()[0];
    if (COMMANDS.contains(command)) {
      macros.put(command, named);
    }
  }

  /** SMFIC_CONNECT: the name; the family, and unless that is unknown a port and the address. */
  void connect(Packet packet) {
    clientName = packet.text(0);
    int family = clientName.length() + 1;
    client = address(packet.text(family + 1 + Short.BYTES));
  }

  void helo(String name) {
    helo = name;
  }

  /** MAIL: a message begins; the macros for it came before. */
  void mail(String address) {
    Map<String, String> ofMail = macros.getOrDefault('M', Map.of());
    endMessage();
    macros.put('M', ofMail);
    mailFrom = bare(address);
  }

  /** RCPT: one more recipient. */
  void recipient(String address) {
    if (!tooManyRecipients && recipients.add(bare(address))) {
      recipientCharacters += address.length();
      if (recipients.size() > Recipients.MOST || recipientCharacters > Recipients.MOST_CHARACTERS) {
        recipients.clear();
        tooManyRecipients = true;
      }
    }
  }

  /** The message is over; the session goes on. */
  void endMessage() {
    mailFrom = "";
    recipients.clear();
    recipientCharacters = 0;
    tooManyRecipients = false;
    OF_MESSAGE.chars().forEach(command -> macros.remove((char) command));
  }

  /** The envelope as known by now. */
  Envelope envelope() {
    Map<String, String> all = new HashMap<>();
    for (char command : COMMANDS) {
      all.putAll(macros.getOrDefault(command, Map.of()));
    }
    return new Envelope(
        all.getOrDefault("{daemon_name}", ""),
        client,
        clientName,
        helo,
        mailFrom,
        all,
        new Recipients(recipients, !tooManyRecipients && !recipients.isEmpty()));
  }

  /** The queue identifier; empty if none was named. */
  String queueId() {
    String id = "";
    for (char command : COMMANDS) {
      id = macros.getOrDefault(command, Map.of()).getOrDefault("i", id);
    }
    return id;
  }

  private static String bare(String address) {
    return address.startsWith("<") && address.endsWith(">")
        ? address.substring(1, address.length() - 1)
        : address;
  }

  /** Parses an address; names are not looked up. */
  private static Optional<InetAddress> address(String text) {
    String literal = IPV6_TAG.matcher(text).replaceFirst("");
    try {
      return ADDRESS.matcher(literal).matches()
          ? Optional.of(InetAddress.getByName(literal))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
