package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.protocol.Reply;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mail server as a filter sees it: tells the message field by field, applies what is changed. */
final class Mta {

  static final String RECEIVED = "Received: from client by mta\r\n";

  private static final int BODY_PIECE = 65_535;

  /**
   * What became of a message.
   *
   * @param message as it is sent on, the mail server's own field included
   */
  record Delivery(Reply reply, List<Modification> modifications, String message) {

    boolean isAccepted() {
      return reply.kind() == Reply.Kind.ACCEPT;
    }

    boolean isHeld() {
      return modifications.stream()
          .anyMatch(modification -> modification.kind() == Modification.Kind.QUARANTINE);
    }

    /** The header fields of a name, folds and all, from the top down. */
    List<String> fields(String name) {
      return Mta.fields(message).stream()
          .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .toList();
    }
  }

  private Mta() {}

  static Envelope envelope(String daemon, String client, String mailFrom) {
    try {
      Optional<InetAddress> address =
          client.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(client));
      return new Envelope(daemon, address, "", "mail.author.example", mailFrom, Map.of());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** That of a client who has authenticated. */
  static Envelope authenticated(String user) {
    Envelope envelope = envelope("submission", "198.51.100.7", user);
    return new Envelope(
        envelope.daemonName(),
        envelope.client(),
        envelope.clientName(),
        envelope.helo(),
        envelope.mailFrom(),
        Map.of("{auth_authen}", user, "{auth_type}", "PLAIN"));
  }

  static Envelope withHelo(Envelope envelope, String helo) {
    return new Envelope(
        envelope.daemonName(),
        envelope.client(),
        envelope.clientName(),
        helo,
        envelope.mailFrom(),
        envelope.macros());
  }

  static Envelope withMacros(Envelope envelope, Map<String, String> macros) {
    return new Envelope(
        envelope.daemonName(),
        envelope.client(),
        envelope.clientName(),
        envelope.helo(),
        envelope.mailFrom(),
        macros);
  }

  static Envelope withClient(Envelope envelope, String client) {
    Envelope other = envelope(envelope.daemonName(), client, envelope.mailFrom());
    return new Envelope(
        other.daemonName(),
        other.client(),
        other.clientName(),
        other.helo(),
        other.mailFrom(),
        envelope.macros());
  }

  /** Passes a message through a filter; one character an octet, lines end in CRLF. */
  static Delivery pass(MessageFilter filter, String message) {
    try (filter) {
      List<String> fields = fields(message);
      for (String field : fields) {
        int colon = field.indexOf(':');
        filter.header(field.substring(0, colon), field.substring(colon + 1).replace("\r\n", "\n"));
      }
      filter.endOfHeaders();
      String body = message.substring(message.indexOf("\r\n\r\n") + 4);
      byte[] bytes = body.getBytes(ISO_8859_1);
      for (int from = 0; from < bytes.length; from += BODY_PIECE) {
        filter.body(bytes, from, Math.min(BODY_PIECE, bytes.length - from));
      }
      FilterResult result = filter.finish("4XyZ");
      List<String> changed = applied(result.modifications(), fields);
      return new Delivery(
          result.reply(), result.modifications(), String.join("\r\n", changed) + "\r\n\r\n" + body);
    }
  }

  /** The fields of a header, without their last line end. */
  static List<String> fields(String message) {
    return List.of(message.substring(0, message.indexOf("\r\n\r\n")).split("\r\n(?![ \t])", -1));
  }

  private static List<String> applied(List<Modification> modifications, List<String> fields) {
    List<String> result = new ArrayList<>(fields);
    modifications.stream()
        .filter(Modification.DeleteHeader.class::isInstance)
        .map(Modification.DeleteHeader.class::cast)
        .sorted(Comparator.comparingInt(Modification.DeleteHeader::occurrence).reversed())
        .forEach(deletion -> delete(result, deletion));
    result.add(0, RECEIVED.strip());
    for (Modification modification : modifications) {
      if (modification instanceof Modification.InsertHeader insertion) {
        String value = insertion.value().replace("\r\n", "\n").replace("\n", "\r\n");
        String space = value.startsWith(" ") ? "" : " ";
        result.add(
            Math.min(insertion.index(), result.size()), insertion.name() + ":" + space + value);
      }
    }
    return result;
  }

  private static void delete(List<String> fields, Modification.DeleteHeader deletion) {
    int seen = 0;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).substring(0, fields.get(i).indexOf(':')).strip();
      if (name.equalsIgnoreCase(deletion.name()) && ++seen == deletion.occurrence()) {
        fields.remove(i);
        return;
      }
    }
    throw new AssertionError("there is no field to delete: " + deletion);
  }
}
