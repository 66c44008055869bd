package smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;

/** The messages that are sent. */
enum Letter {
  TEXT {
    @Override
    MimeMessage in(Session session) throws MessagingException {
      MimeMessage mail = Way.empty(session);
      mail.setText("We lost the game.\n.\n..\nFrom here\n");
      return mail;
    }
  },
  TEXT_8BIT {
    @Override
    MimeMessage in(Session session) throws MessagingException {
      MimeMessage mail = Way.empty(session);
      mail.setText(
          "gr\u00fcn, gr\u00fcn, gr\u00fcn sind alle meine Kleider, denn ich mag \u20ac", "UTF-8");
      return mail;
    }
  },
  LONG_LINE {
    @Override
    MimeMessage in(Session session) throws MessagingException {
      MimeMessage mail = Way.empty(session);
      mail.setText("long ".repeat(500));
      return mail;
    }
  },
  MULTIPART {
    @Override
    MimeMessage in(Session session) throws MessagingException {
      MimeBodyPart text = new MimeBodyPart();
      text.setText("gr\u00fcn ".repeat(30), "UTF-8");
      MimeBodyPart page = new MimeBodyPart();
      page.setText("<p>gr\u00fcn", "UTF-8", "html");
      MimeMessage mail = Way.empty(session);
      mail.setContent(new MimeMultipart("alternative", text, page));
      return mail;
    }
  },
  ATTACHMENT {
    @Override
    MimeMessage in(Session session) throws MessagingException {
      MimeBodyPart text = new MimeBodyPart();
      text.setText("See the file.");
      MimeBodyPart file = new MimeBodyPart();
      byte[] octets = "\r\n\n\r\u0000\u00ff".repeat(999).getBytes(ISO_8859_1);
      file.setDataHandler(
          new DataHandler(new ByteArrayDataSource(octets, "application/octet-stream")));
      file.setFileName("file.bin");
      MimeMessage mail = Way.empty(session);
      mail.setContent(new MimeMultipart(text, file));
      return mail;
    }
  },
  /** Received and sent on: raw 8-bit, a bare LF, a long line, no end. */
  FORWARDED {
    @Override
    MimeMessage in(Session session) throws MessagingException {
      String octets =
          String.join(
              "\r\n",
              "Return-Path: <joe@example.com>",
              "Received: from a.example by b.example",
              "MIME-Version: 1.0 (by hand)",
              "From:joe@example.com",
              "To:ann@example.net,  carl@example.net",
              "Bcc: bob@example.net",
              "Subject: gr\u00c3\u00bcn",
              "Date: Sun, 29 Nov 2026 12:00:00 +0000",
              "Message-ID: <1@example.com>",
              "Content-Length: 3",
              "Content-Transfer-Encoding: 8bit",
              "",
              "gr\u00c3\u00bcn",
              "a\nb",
              "x".repeat(2000),
              ".",
              "no end");
      return new MimeMessage(session, new ByteArrayInputStream(octets.getBytes(ISO_8859_1)));
    }
  };

  abstract MimeMessage in(Session session) throws MessagingException;
}
