/**
 * What the samples of the pages in docs/ use without declaring it: a message from example.com with
 * two signatures, its way here, and servers that know no DNS but this zone.
 */
public class GuideSurroundings {

  static final SigningKey.Generated RSA = SigningKey.generate(SigningAlgorithm.RSA_SHA256);
  static final SigningKey.Generated ED25519 = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  static final SigningKey.Generated LIST = SigningKey.generate(SigningAlgorithm.RSA_SHA256);

  String rsaPem = RSA.pem();
  String ed25519Pem = ED25519.pem();
  SigningKey key = LIST.key();
  Dns dns =
      Dns.zone(
          RSA.key().zoneLine("rsa26", "example.com").orElseThrow(),
          ED25519.key().zoneLine("ed26", "example.com").orElseThrow(),
          LIST.key().zoneLine("s1", "lists.example.org").orElseThrow(),
          "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"",
          "example.com. TXT \"v=spf1 ip4:192.0.2.1 -all\"");
  InboundAuthenticator inbound = InboundAuthenticator.of("mx.example.net", dns);
  DkimSigner signer = DkimSigner.of("example.com", "rsa26", RSA.key()).and("ed26", ED25519.key());
  ArcSealer sealer = ArcSealer.of("lists.example.org", "s1", key, "lists.example.org");

  byte[] message =
      crlf(
          "From: Joe <joe@example.com>",
          "To: dev@lists.example.org",
          "Subject: Boats",
          "Date: Sun, 29 Nov 2026 12:00:00 +0000",
          "Message-ID: <1@example.com>",
          "",
          "Ships, too.");
  byte[] received = joined(signed(message), message);
  MimeMessage mail = parsed(received);
  InetAddress clientAddress = address("192.0.2.1");
  String helo = "mail.example.com";
  String mailFrom = "joe@example.com";
  InputStream data = new ByteArrayInputStream(received);
  byte[] buffer = new byte[64];
  Spool spool = new Spool();
  ByteArrayOutputStream out = new ByteArrayOutputStream();
  Executor workers = Runnable::run;

  byte[] withFooter(byte[] post) {
    return joined(List.of(), (new String(post) + "-- \r\nThe list of boats\r\n").getBytes());
  }

  void log(String line) {}

  void count(String metric, String... labels) {}

  void reply(String line) {}

  static byte[] crlf(String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes();
  }

  static byte[] joined(Iterable<HeaderField> fields, byte[] message) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    fields.forEach(field -> all.writeBytes(field.bytes()));
    all.writeBytes(message);
    return all.toByteArray();
  }

  List<HeaderField> signed(byte[] unsigned) {
    try {
      return signer.sign(unsigned);
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  static MimeMessage parsed(byte[] octets) {
    try {
      return new MimeMessage(
          Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message that is kept until it is known what becomes of it. */
  static final class Spool extends ByteArrayOutputStream {
    InputStream inputStream() {
      return new ByteArrayInputStream(toByteArray());
    }
  }
}
