package dev.waxseal.james;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;

/**
 * The results of a message at its arrival, as an attribute of the mail: they survive the queues of
 * James, and whatever mailets do to the message. Its text is a header: our results, the chain as it
 * was, and the Message-ID.
 *
 * <p>A seal is given by this attribute alone. The fields of the message are not believed, since
 * whoever writes a message can write them.
 *
 * @param header the fields of the attribute
 * @param authservId the service that has verified the message: the id of our results
 */
record Arrival(Headers header, String authservId) {

  private static final AttributeName NAME = AttributeName.of("dev.waxseal.arrival");
  private static final AttributeName UNKNOWN = AttributeName.of("dev.waxseal.arrival.unknown");
  private static final String MESSAGE_ID = "Message-ID";
  private static final List<String> CHAIN =
      List.of("ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results");

  /**
   * Records the results of a message, unless DNS did not answer for its chain or for DMARC: a seal
   * would make a failure of DNS permanent (RFC 8617 section 5.2.1).
   */
  static void record(Mail mail, InboundReport report) {
    mail.removeAttribute(NAME);
    mail.removeAttribute(UNKNOWN);
    if (report.overflow().isPresent()) {
      return;
    }
    if (isTemporary(report)) {
      MailAttributes.set(mail, UNKNOWN, "DNS did not answer when the message arrived");
      return;
    }
    List<HeaderField> fields = new ArrayList<>(report.fields());
    report.headers().first(MESSAGE_ID).ifPresent(fields::add);
    report.headers().fields().stream()
        .filter(field -> CHAIN.stream().anyMatch(field::isNamed))
        .forEach(fields::add);
    StringBuilder text = new StringBuilder();
    fields.forEach(field -> text.append(new String(field.bytes(), ISO_8859_1)));
    MailAttributes.set(mail, NAME, text.toString());
  }

  private static boolean isTemporary(InboundReport report) {
    return report.dmarc().result().status() == DmarcStatus.TEMPERROR
        || (report.arc().result() instanceof ArcResult.Failure failure && failure.isTemporary());
  }

  /** The results at arrival, if this server has verified the message. */
  static Optional<Arrival> of(Mail mail, Limits limits) {
    return MailAttributes.text(mail, NAME)
        .flatMap(text -> MailBytes.headers(text.getBytes(ISO_8859_1), limits))
        .flatMap(Arrival::of);
  }

  private static Optional<Arrival> of(Headers header) {
    return header
        .first(AuthenticationResults.NAME)
        .map(field -> AuthenticationResults.parse(field.value()))
        .filter(AuthenticationResults.Parsed.Valid.class::isInstance)
        .map(AuthenticationResults.Parsed.Valid.class::cast)
        .map(valid -> new Arrival(header, valid.results().authservId()));
  }

  /** Why a mail without results at arrival has none: a sentence without its full stop. */
  static String whyNone(Mail mail) {
    return MailAttributes.text(mail, UNKNOWN).orElse("WaxsealVerify has not judged this mail");
  }

  /**
   * Returns true if a message is the one that was verified. A mail may have got another message
   * since, such as a bounce, which James makes from a copy of the mail.
   */
  boolean isOf(Headers message) {
    Optional<String> id = header.first(MESSAGE_ID).map(field -> field.value().strip());
    return id.isPresent()
        && id.equals(message.first(MESSAGE_ID).map(field -> field.value().strip()));
  }

  /** The handover of these results to a sealer. */
  ArcHandover handover() {
    return ArcHandover.from(authservId);
  }
}
