package dev.waxseal.james;

import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.InboundSpf;
import java.util.Locale;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** The attributes that a verified mail has, all of them texts. A client cannot set attributes. */
final class MailAttributes {

  /** {@code accept}, {@code defer}, {@code quarantine} or {@code reject}. */
  static final AttributeName DISPOSITION = AttributeName.of("dev.waxseal.disposition");

  private static final AttributeName DMARC = AttributeName.of("dev.waxseal.dmarc");
  private static final AttributeName DKIM = AttributeName.of("dev.waxseal.dkim");
  private static final AttributeName SPF = AttributeName.of("dev.waxseal.spf");
  private static final AttributeName ARC = AttributeName.of("dev.waxseal.arc");
  private static final AttributeName EXPLANATION = AttributeName.of("dev.waxseal.explanation");

  private MailAttributes() {}

  /** Gives a mail the results of its message as words, and the explanation as a sentence. */
  static void set(Mail mail, InboundReport report) {
    set(mail, DMARC, report.dmarc().result().status().word());
    set(mail, DISPOSITION, report.dmarc().disposition().name().toLowerCase(Locale.ROOT));
    set(mail, DKIM, dkim(report));
    set(
        mail,
        SPF,
        report.spf().map(InboundSpf::methodResult).map(it -> it.result()).orElse("none"));
    set(mail, ARC, report.arc().methodResult().result());
    set(mail, EXPLANATION, report.dmarc().explanation());
  }

  /** The word of a signature that passes, or of the first; {@code none} without signatures. */
  private static String dkim(InboundReport report) {
    return report.dkim().passes().isEmpty()
        ? report.dkim().methodResults().stream().findFirst().map(it -> it.result()).orElse("none")
        : "pass";
  }

  static void set(Mail mail, AttributeName name, String text) {
    mail.setAttribute(new Attribute(name, AttributeValue.of(text)));
  }

  /** The text of an attribute; empty if it is missing or not a text. */
  static Optional<String> text(Mail mail, AttributeName name) {
    return mail.getAttribute(name)
        .map(attribute -> attribute.getValue().value())
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }
}
