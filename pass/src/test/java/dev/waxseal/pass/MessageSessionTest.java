package dev.waxseal.pass;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.internal.Evaluation;
import dev.waxseal.pass.internal.Evaluator;
import dev.waxseal.pass.internal.MessagePass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageSessionTest {

  private static final String MESSAGE = "From: a@b.example\r\nSubject: s\r\n\r\nHello\r\nboats\r\n";

  private static final BodyHashes.Need NEED =
      new BodyHashes.Need(Canonicalization.SIMPLE, OptionalLong.empty());

  /** Reports the number of fields, the octets of the body, and what was done with line ends. */
  private static final class Counting implements Evaluator<String> {

    @Override
    public Evaluation<String> begin(Headers headers, Dns dns) {
      return new Evaluation<>() {
        @Override
        public List<BodyHashes.Need> bodyNeeds() {
          return List.of(NEED);
        }

        @Override
        public CompletableFuture<?> answers() {
          return CompletableFuture.completedFuture(true);
        }

        @Override
        public String report(BodyHashes hashes, LineEnds lineEnds) {
          return headers.size() + " " + hashes.hash(NEED).canonicalLength() + " " + lineEnds;
        }
      };
    }

    @Override
    public String overflow(Headers.Overflow overflow) {
      return overflow.name();
    }
  }

  private static MessageSession<String> session() {
    return new MessagePass<>(Limits.defaults(), Dns.zone(), new Counting());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  void writtenInPiecesAndThroughAStream() throws IOException {
    MessageSession<String> pieces = session();
    for (byte octet : bytes(MESSAGE)) {
      pieces.write(new byte[] {octet});
    }
    assertEquals("2 14 KEPT", pieces.finish());
    MessageSession<String> streamed = session();
    try (OutputStream out = streamed.asOutputStream()) {
      out.write(bytes(MESSAGE), 0, 10);
      for (byte octet : bytes(MESSAGE.substring(10))) {
        out.write(octet);
      }
    }
    assertEquals("2 14 KEPT", streamed.finish());
  }

  /** RFC 6376 section 5.3: lines of a message end in CRLF. */
  @Test
  void aFileOfUnixIsReadWithCrlf(@TempDir Path directory) throws IOException {
    byte[] lf = bytes(MESSAGE.replace("\r\n", "\n"));
    MessageSession<String> whole = session();
    assertEquals(LineEnds.CONVERTED, whole.read(lf));
    assertEquals("2 14 CONVERTED", whole.finish());
    MessageSession<String> stream = session();
    stream.read(new ByteArrayInputStream(lf));
    assertEquals("2 14 CONVERTED", stream.finish());
    MessageSession<String> file = session();
    file.read(Files.write(directory.resolve("m.eml"), lf));
    assertEquals("2 14 CONVERTED", file.finish());
  }

  @Test
  void oneBareLineFeedAmongCrlfStaysAnOctet() {
    MessageSession<String> session = session();
    assertEquals(LineEnds.KEPT, session.read(bytes("X: a\nb\r\n" + MESSAGE)));
    assertEquals("3 14 KEPT", session.finish());
    MessageSession<String> body = session();
    body.read(bytes(MESSAGE + "a\nb\r\n"));
    assertEquals("2 19 KEPT", body.finish());
  }

  @Test
  void writtenOctetsAreNeverConverted() {
    MessageSession<String> session = session();
    session.write(bytes("X: a\n\nb"));
    assertEquals("1 2 KEPT", session.finish());
  }

  @Test
  void aFinishedSessionTakesNothing() {
    MessageSession<String> session = session();
    session.write(bytes(MESSAGE));
    session.finish();
    assertThrows(IllegalStateException.class, () -> session.write(new byte[1]));
    assertThrows(IllegalStateException.class, () -> session.read(new byte[1]));
    assertThrows(IllegalStateException.class, session::finish);
  }
}
