package dev.waxseal.jakarta.mail;

import dev.waxseal.mime.CrlfConverter;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The octets of a message of Jakarta Mail as it was received: what a verifier needs.
 *
 * <p>Where the octets are at hand, as in an SMTP server or a file, give those to the verifier. A
 * {@code MimeMessage} that was parsed and not changed still has them, with three exceptions. Lines
 * of the header that ended in CR or LF alone end in CRLF, so that a verifier cannot report them;
 * with {@code mail.mime.allowutf8} octets of the header that are not UTF-8 are lost; and a mail
 * store may have added or left out fields, above all {@code Return-Path} and {@code Received}.
 *
 * <pre>{@code
 * InboundReport report = inbound.authenticate(ReceivedOctets.of(mail), SpfClient.of(address, helo, mailFrom));
 * }</pre>
 */
public final class ReceivedOctets {

  private ReceivedOctets() {}

  /**
   * The octets of a message, with CRLF at the end of each line where its body has LF alone, as a
   * file on Unix does.
   *
   * <p>Reading the message, {@code getContent()} included, does no harm. Nothing tells that header
   * fields were changed, or that {@code saveChanges()} was called, which changes Message-ID and
   * MIME-Version: take the octets first. Of a message in a folder this is {@code writeTo}, which
   * fetches it; over IMAP that marks it as read, unless {@code mail.imap.peek} is true.
   *
   * @throws IllegalArgumentException if the message was composed by this program, or got another
   *     body: there are no received octets, or no more
   * @throws IOException if its content cannot be read
   * @throws MessagingException if the folder or the store fails
   */
  public static byte[] of(MimeMessage message) throws IOException, MessagingException {
    SourceMessage source = new SourceMessage(message);
    if (!source.isAsParsed()) {
      throw new IllegalArgumentException(
          "This message was composed here or got another body, so the octets that came are lost; "
              + "take them before the message is changed");
    }
    byte[] octets = source.written();
    int body = bodyOf(octets);
    if (hasCrlf(octets, body)) {
      return octets;
    }
    ByteArrayOutputStream converted = new ByteArrayOutputStream(octets.length);
    CrlfConverter lines = new CrlfConverter(converted::write);
    lines.write(octets, 0, octets.length);
    return converted.toByteArray();
  }

  /** Where the body begins: Jakarta Mail writes the header with CRLF, whatever it came with. */
  private static int bodyOf(byte[] octets) {
    for (int i = 3; i < octets.length; i++) {
      if (octets[i] == '\n' && octets[i - 2] == '\n') {
        return i + 1;
      }
    }
    return octets.length;
  }

  private static boolean hasCrlf(byte[] octets, int from) {
    for (int i = from + 1; i < octets.length; i++) {
      if (octets[i - 1] == '\r' && octets[i] == '\n') {
        return true;
      }
    }
    return false;
  }
}
