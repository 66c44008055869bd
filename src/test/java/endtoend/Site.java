package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.spf.SpfClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The domains of the lab: their keys, made for one run, and what DNS says of them. */
final class Site {

  /** The list server: it signs with both keys. */
  static final String LISTS = "lists.example.org";

  /** The name under which it keeps what the mail server in front of it has found. */
  static final String HANDOVER = "handover.lists.example.org";

  /** The mail server in front of it. */
  static final String MX = "mx.example.org";

  /** The mail server that users of ours submit to. */
  static final String SUBMISSION = "submission.example.org";

  /** Where people write from; it asks to reject what is not from there. */
  static final String AUTHOR = "author.example";

  /** As {@link #AUTHOR}, with a hyphen in the name. */
  static final String HYPHEN = "auth-or.example";

  /** A service that sends mail for others. */
  static final String SERVICE = "service.example";

  /** A list elsewhere, which seals. */
  static final String ELSEWHERE = "lists.example.com";

  /** Where members are. */
  static final String MEMBERS = "members.example.net";

  /** Where members are whose mail server takes no 8-bit text. */
  static final String NARROW = "narrow.example.net";

  /** The selectors of the RSA keys and of the Ed25519 keys. */
  static final String RSA = "rsa";

  static final String ED25519 = "ed25519";

  private final Map<String, SigningKey.Generated> keys = new LinkedHashMap<>();
  private final StringBuilder zone = new StringBuilder("$TTL 3600\n");

  Site() {
    for (String domain : List.of(LISTS, MX, AUTHOR, HYPHEN, SERVICE, ELSEWHERE)) {
      publish(domain, RSA, SigningKey.generate(SigningAlgorithm.RSA_SHA256));
    }
    publish(LISTS, ED25519, SigningKey.generate(SigningAlgorithm.ED25519_SHA256));
    for (String domain : List.of(AUTHOR, HYPHEN)) {
      record(domain, "v=spf1 ip4:" + Daemon.LOOPBACK + " -all");
      record("_dmarc." + domain, "v=DMARC1; p=reject");
    }
    record("_dmarc." + LISTS, "v=DMARC1; p=none");
  }

  SigningKey key(String domain) {
    return generated(domain, RSA).key();
  }

  /** Signs as a domain: the field, without its line end. */
  String signature(String domain, Canonicalization form, String message) {
    return signature(domain, form, form, message);
  }

  /** The same with different canonical forms of header and body. */
  String signature(String domain, Canonicalization header, Canonicalization body, String message) {
    try {
      return text(
          DkimSigner.of(domain, RSA, key(domain))
              .withCanonicalization(header, body)
              .sign(message.getBytes(ISO_8859_1)));
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Seals as a domain that sends on what it got: the set of the chain, without the last line end.
   *
   * @param arrived what it found of the message as it came
   * @param outgoing the message as it goes
   */
  String set(String domain, InboundReport arrived, String outgoing) {
    try {
      ArcSealer sealer = ArcSealer.of(domain, RSA, key(domain), domain);
      return text(sealer.seal(outgoing.getBytes(ISO_8859_1), arrived.arrival()).fields());
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a mail server finds of a message that the author's own server brings. */
  InboundReport judged(String authservId, String message) {
    SpfClient author =
        SpfClient.of(InetAddress.getLoopbackAddress(), "client." + AUTHOR, "ann@" + AUTHOR);
    return InboundAuthenticator.of(authservId, dns())
        .authenticate(message.getBytes(ISO_8859_1), author);
  }

  /** DNS as it would be. */
  Dns dns() {
    return Dns.zone(zone.toString());
  }

  /** Writes the master file {@code zone} and each key as {@code DOMAIN-SELECTOR.pem}. */
  void write(Path directory) throws IOException {
    Files.writeString(directory.resolve("zone"), zone);
    for (Map.Entry<String, SigningKey.Generated> key : keys.entrySet()) {
      Path file = directory.resolve(key.getKey() + ".pem");
      Files.writeString(file, key.getValue().pem());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static String text(List<HeaderField> fields) {
    String lines =
        fields.stream()
            .map(field -> new String(field.bytes(), ISO_8859_1))
            .collect(Collectors.joining());
    return lines.substring(0, lines.length() - 2);
  }

  private void publish(String domain, String selector, SigningKey.Generated key) {
    keys.put(domain + "-" + selector, key);
    record(selector + "._domainkey." + domain, key.key().keyRecord().orElseThrow());
  }

  private SigningKey.Generated generated(String domain, String selector) {
    return Optional.ofNullable(keys.get(domain + "-" + selector)).orElseThrow();
  }

  /** A line of the master file, with strings of at most 255 octets. */
  private void record(String name, String text) {
    String strings = text.replaceAll("(.{1,200})", "\"$1\" ");
    zone.append(name).append(". IN TXT ").append(strings).append('\n');
  }
}
