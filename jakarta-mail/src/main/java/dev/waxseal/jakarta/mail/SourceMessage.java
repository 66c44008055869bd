package dev.waxseal.jakarta.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePartDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A message that somebody else made, and its octets. */
record SourceMessage(MimeMessage message) {

  private static final String MESSAGE_ID = "Message-ID";

  /** The fields that transports of SMTP leave out: no signature may cover them. */
  private static final String[] NOT_SENT = {"Bcc", "Content-Length"};

  /**
   * Returns true if the message has the body that was parsed. A body that was set since stands in
   * another data handler, and a message that was composed has nothing that was parsed.
   */
  boolean isAsParsed() throws IOException, MessagingException {
    if (message.getFolder() != null || message instanceof SignedMimeMessage) {
      return true; // messages of a folder cannot be changed
    }
    if (!(message.getDataHandler().getDataSource() instanceof MimePartDataSource)) {
      return false;
    }
    try (InputStream parsed = message.getRawInputStream()) {
      return parsed != null;
    } catch (MessagingException e) {
      return false; // "No MimeMessage content"
    }
  }

  /**
   * The octets that SMTP sends: every line ends in CRLF, the last one too. Other messages than
   * parsed ones are saved first.
   */
  byte[] sent() throws IOException, MessagingException {
    CrlfOutputStream out = new CrlfOutputStream();
    if (isAsParsed()) {
      message.writeTo(out, NOT_SENT);
    } else {
      save(out);
    }
    return out.message();
  }

  /** Saving makes a new Message-ID; the one that was there is kept, and a new one is taken out. */
  private void save(CrlfOutputStream out) throws IOException, MessagingException {
    String[] before = message.getHeader(MESSAGE_ID);
    message.saveChanges();
    if (before != null) {
      message.setHeader(MESSAGE_ID, before[0]);
    }
    message.writeTo(out, NOT_SENT);
    if (before == null) {
      message.removeHeader(MESSAGE_ID);
    }
  }

  /** The octets as the message writes them, with all fields. */
  byte[] written() throws IOException, MessagingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }
}
