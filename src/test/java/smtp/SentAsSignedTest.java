package smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.jakarta.mail.ReceivedOctets;
import dev.waxseal.jakarta.mail.SignedMimeMessage;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smtp.Receiver.Arrived;

/**
 * What a SignedMimeMessage writes is what an SMTP server receives, whatever sends it, and it
 * verifies there: by us, and by dkimpy.
 */
class SentAsSignedTest {

  private static final SigningKey RSA = SigningKey.generate(SigningAlgorithm.RSA_SHA256).key();
  private static final SigningKey ED25519 =
      SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
  private static final DkimSigner SIGNER =
      DkimSigner.of("example.com", "rsa", RSA).and("ed", ED25519);
  private static final ArcSealer SEALER =
      ArcSealer.of("lists.example.org", "rsa", RSA, "lists.example.org")
          .signingFirst(DkimSigner.of("lists.example.org", "rsa", RSA));
  private static final List<String> ZONE =
      List.of(
          RSA.zoneLine("rsa", "example.com").orElseThrow(),
          ED25519.zoneLine("ed", "example.com").orElseThrow(),
          RSA.zoneLine("rsa", "lists.example.org").orElseThrow(),
          "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"");
  private static final Dns DNS = Dns.zone(ZONE.toArray(String[]::new));

  private static final Receiver SERVER = new Receiver();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void whateverTheWay(@TempDir Path folder) throws Exception {
    Map<String, byte[]> received = new LinkedHashMap<>();
    for (Letter letter : Letter.values()) {
      for (Way way : Way.values()) {
        for (int options = 0; options < 4; options++) {
          Session session = Way.session(SERVER.port(), (options & 1) != 0, (options & 2) != 0);
          SignedMimeMessage signed = SignedMimeMessage.of(letter.in(session), SIGNER);
          String name = letter + " " + way + " " + options;
          received.put(name, arrived(name, way, session, signed));
        }
      }
    }
    received.forEach((name, octets) -> assertEquals(2, passes(octets), name));
    assertEquals(72, received.size());
    dkimpyPasses(folder, received, 2);
  }

  @Test
  void aListSealsWhatItReceived(@TempDir Path folder) throws Exception {
    Map<String, byte[]> received = new LinkedHashMap<>();
    for (Way way : Way.values()) {
      Session session = Way.session(SERVER.port(), true, true);
      byte[] post =
          arrived("post", way, session, SignedMimeMessage.of(Letter.TEXT_8BIT.in(session), SIGNER));
      MimeMessage came = new MimeMessage(session, new ByteArrayInputStream(post));
      InboundReport report =
          InboundAuthenticator.of("lists.example.org", DNS).authenticate(ReceivedOctets.of(came));
      ByteArrayOutputStream clean = new ByteArrayOutputStream();
      report.deliver(new ByteArrayInputStream(post), clean);
      MimeMessage changed = new MimeMessage(session, new ByteArrayInputStream(clean.toByteArray()));
      changed.setSubject("[boats] gr\u00fcn", "UTF-8");
      changed.setText(came.getContent() + "\n-- \nThe list of boats\n", "UTF-8");
      SignedMimeMessage sealed = SignedMimeMessage.of(changed, SEALER.begin(report.arrival()));
      assertEquals(came.getMessageID(), sealed.getMessageID());
      assertTrue(sealed.seal().isPresent());
      received.put("list " + way, arrived("list", way, session, sealed));
    }
    for (byte[] octets : received.values()) {
      assertTrue(ArcVerifier.of(DNS).verify(octets).result() instanceof ArcResult.Pass);
      assertEquals(1, passes(octets), "the list's; the author's do not hold any more");
      InboundAuthenticator trusting =
          InboundAuthenticator.of("mx.example.net", DNS).trustingSealers("lists.example.org");
      assertEquals("ACCEPT", trusting.authenticate(octets).dmarc().disposition().name());
    }
    dkimpyPasses(folder, received, 1);
  }

  /** The control: without the class no way is safe. */
  @Test
  void anOrdinaryMessageBreaks() throws Exception {
    Session session = Way.session(SERVER.port(), true, true);
    for (Way way : Way.values()) {
      SignedMimeMessage signed = SignedMimeMessage.of(Letter.TEXT_8BIT.in(session), SIGNER);
      MimeMessage copy = new MimeMessage(signed);
      copy.setRecipients(Message.RecipientType.TO, "ann@example.net");
      way.send(session, copy);
      assertEquals(0, passes(SERVER.take().get(0).octets().getBytes(ISO_8859_1)), way.name());
    }
  }

  /** Sends a message; what arrived, which is what it writes. */
  private static byte[] arrived(String name, Way way, Session session, SignedMimeMessage signed)
      throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    signed.writeTo(written);
    way.send(session, signed);
    Arrived arrived = SERVER.take().get(0);
    assertEquals(written.toString(ISO_8859_1), arrived.octets(), () -> name);
    assertEquals(
        Stream.of(signed.getAllRecipients()).map(Object::toString).toList(),
        arrived.recipients(),
        name);
    return arrived.octets().getBytes(ISO_8859_1);
  }

  private static long passes(byte[] message) {
    return DkimVerifier.of(DNS).verify(message).results().stream()
        .filter(DkimResult.Pass.class::isInstance)
        .count();
  }

  private static void dkimpyPasses(Path folder, Map<String, byte[]> messages, int signatures)
      throws Exception {
    Path zone =
        Files.writeString(
            folder.resolve("zone"), "$TTL 60\n" + String.join("\n", ZONE) + "\n", UTF_8);
    List<Dkimpy.Judgement> judged = Dkimpy.judge(zone, folder, messages.values());
    List<String> names = List.copyOf(messages.keySet());
    for (int i = 0; i < judged.size(); i++) {
      assertEquals(signatures, judged.get(i).passes(), names.get(i));
      assertEquals(signatures == 1 ? "pass" : "none", judged.get(i).chain(), names.get(i));
    }
  }
}
