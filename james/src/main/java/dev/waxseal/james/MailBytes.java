package dev.waxseal.james;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.MessageScanner;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.mailet.Mail;

/**
 * The octets of a mail. No method of {@code MimeMessage} that changes header fields is used: it
 * writes other fields as well, and a signature over them breaks.
 */
final class MailBytes {

  private static final Session SESSION = Session.getInstance(new Properties());

  private MailBytes() {}

  /**
   * The octets as they came, or, if another mailet has changed the message, as James would write
   * them now.
   *
   * @throws MessagingException if the spool cannot be read
   */
  static byte[] of(Mail mail) throws MessagingException {
    try (InputStream message = new MimeMessageInputStream(mail.getMessage())) {
      return message.readAllBytes();
    } catch (IOException e) {
      throw new MessagingException("The message of " + mail.getName() + " cannot be read", e);
    }
  }

  /** Gives a mail other octets. */
  static void replace(Mail mail, byte[] octets) throws MessagingException {
    mail.setMessage(new MimeMessage(SESSION, new SharedByteArrayInputStream(octets)));
  }

  /** Gives a mail these octets with fields on top. */
  static void replace(Mail mail, List<HeaderField> fields, byte[] octets)
      throws MessagingException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(octets.length + 4096);
    fields.forEach(field -> whole.writeBytes(field.bytes()));
    whole.writeBytes(octets);
    replace(mail, whole.toByteArray());
  }

  /**
   * The octets that the transport of James sends: with {@code ?} for octets above 127 in the
   * header, and CRLF for each CR or LF that stands alone. A signature has to be over these.
   *
   * @throws MessagingException if the spool cannot be read
   */
  static byte[] sent(Mail mail) throws MessagingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      mail.getMessage().writeTo(out);
    } catch (IOException e) {
      throw new MessagingException("The message of " + mail.getName() + " cannot be read", e);
    }
    return withCrlf(out.toByteArray());
  }

  private static byte[] withCrlf(byte[] octets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 256);
    for (int i = 0; i < octets.length; i++) {
      boolean cr = octets[i] == '\r';
      if (cr || octets[i] == '\n') {
        out.write('\r');
        out.write('\n');
        i += cr && i + 1 < octets.length && octets[i + 1] == '\n' ? 1 : 0;
      } else {
        out.write(octets[i]);
      }
    }
    return out.toByteArray();
  }

  /** The header of a message; empty if it is larger than the limits allow. */
  static Optional<Headers> headers(byte[] octets, Limits limits) {
    FirstPart first = new FirstPart();
    MessageScanner scanner = new MessageScanner(limits, first);
    scanner.write(octets, 0, octets.length);
    scanner.finish();
    return first.headers;
  }

  private static final class FirstPart implements MessageScanner.Handler {

    private Optional<Headers> headers = Optional.empty();

    @Override
    public void headers(Headers read) {
      headers = Optional.of(read);
    }

    @Override
    public void headerOverflow(Headers.Overflow overflow) {
      // there is no header to give
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      // only the header is wanted
    }
  }
}
