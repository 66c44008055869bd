package dev.waxseal.james;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.pass.MessageSession;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verification of mails: what the mailet and the hook share. It sets attributes, deletes forged
 * results, and puts its own on top.
 *
 * <p>Immutable; share it among threads.
 */
final class Verification implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  private final Dns dns;
  private final InboundAuthenticator authenticator;
  private final InboundAuthenticator withoutDns;
  private final boolean addHeader;

  private Verification(Dns dns, InboundAuthenticator authenticator, boolean addHeader, String id) {
    this.dns = dns;
    this.authenticator = authenticator;
    this.withoutDns = InboundAuthenticator.of(id, Dns.zone());
    this.addHeader = addHeader;
  }

  /** A verification as the parameters ask for it. */
  static Verification of(Parameters parameters) {
    String id = parameters.needed("authservId");
    boolean rejects = parameters.flag("rejectByPolicy", false);
    boolean addHeader = parameters.flag("addHeader", true);
    List<String> sealers = parameters.list("trustedSealers");
    Dns dns = parameters.dns();
    InboundAuthenticator plain = InboundAuthenticator.of(id, dns).trustingSealers(sealers);
    return new Verification(dns, rejects ? plain.rejectingByPolicy() : plain, addHeader, id);
  }

  /**
   * Verifies the message of a mail. Mail of trusted clients is not judged: it only loses results
   * that claim to be ours. Mail that was verified before is left alone: James puts what it forwards
   * into {@code root} again, with its attributes.
   *
   * @return the report; empty if the message was not judged
   */
  Optional<InboundReport> verify(Mail mail, Client client) throws MessagingException {
    if (MailAttributes.text(mail, MailAttributes.DISPOSITION).isPresent()) {
      return Optional.empty();
    }
    byte[] octets = MailBytes.of(mail);
    if (client.trusted()) {
      deliver(mail, withoutDns.authenticate(octets), octets, false);
      return Optional.empty();
    }
    MessageSession<InboundReport> session =
        client.spf().map(authenticator::begin).orElseGet(authenticator::begin);
    session.read(octets);
    InboundReport report = session.finish();
    MailAttributes.set(mail, report);
    Arrival.record(mail, report);
    deliver(mail, report, octets, addHeader);
    LOG.info(
        "{}: {}: {}", mail.getName(), report.dmarc().disposition(), report.dmarc().explanation());
    return Optional.of(report);
  }

  /** Gives the mail the message without forged results, and perhaps with ours. */
  private static void deliver(Mail mail, InboundReport report, byte[] octets, boolean withFields)
      throws MessagingException {
    if (report.overflow().isPresent() || (!withFields && report.forged().isEmpty())) {
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 4096);
    try {
      report.deliver(new ByteArrayInputStream(octets), out);
    } catch (IOException e) {
      throw new MessagingException("Memory cannot be read", e);
    }
    byte[] delivered = out.toByteArray();
    MailBytes.replace(mail, withFields ? delivered : withoutTop(delivered, report.fields()));
  }

  /** A message without the fields on top of it, whichever line ends they have. */
  private static byte[] withoutTop(byte[] delivered, List<HeaderField> fields) {
    StringBuilder top = new StringBuilder();
    fields.forEach(field -> top.append(new String(field.bytes(), ISO_8859_1)));
    byte[] crlf = top.toString().getBytes(ISO_8859_1);
    boolean isCrlf =
        delivered.length >= crlf.length
            && Arrays.equals(delivered, 0, crlf.length, crlf, 0, crlf.length);
    int length = isCrlf ? crlf.length : top.toString().replace("\r\n", "\n").length();
    return Arrays.copyOfRange(delivered, length, delivered.length);
  }

  /** Releases the sockets of DNS. */
  @Override
  public void close() {
    dns.close();
  }
}
