package smtp;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The ways in which programs send a message. */
enum Way {
  STATIC_SEND {
    @Override
    void send(Session session, MimeMessage message) throws MessagingException {
      Transport.send(message);
    }
  },
  SEND_MESSAGE {
    @Override
    void send(Session session, MimeMessage message) throws MessagingException {
      try (Transport transport = session.getTransport()) {
        transport.connect();
        transport.sendMessage(message, message.getAllRecipients());
      }
    }
  },
  SPRING {
    @Override
    void send(Session session, MimeMessage message) {
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setSession(session);
      sender.send(message);
    }
  };

  abstract void send(Session session, MimeMessage message) throws MessagingException;

  /**
   * A session for a server on the loopback address.
   *
   * @param allow8bit {@code mail.smtp.allow8bitmime}
   * @param ehlo whether the client asks for extensions; otherwise the server has no 8BITMIME
   */
  static Session session(int port, boolean allow8bit, boolean ehlo) {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(port));
    properties.setProperty("mail.smtp.localhost", "client.example.com");
    properties.setProperty("mail.smtp.allow8bitmime", String.valueOf(allow8bit));
    properties.setProperty("mail.smtp.ehlo", String.valueOf(ehlo));
    properties.setProperty("mail.smtp.timeout", "60000");
    return Session.getInstance(properties);
  }

  /** A message to one recipient, and to one in Bcc. */
  static MimeMessage empty(Session session) throws MessagingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom("joe@example.com");
    mail.setRecipients(Message.RecipientType.TO, "ann@example.net");
    mail.setRecipients(Message.RecipientType.BCC, "bob@example.net");
    mail.setSubject("Is dinner ready? gr\u00fcn", "UTF-8");
    return mail;
  }
}
