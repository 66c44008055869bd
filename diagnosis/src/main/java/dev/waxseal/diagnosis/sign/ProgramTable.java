package dev.waxseal.diagnosis.sign;

import static dev.waxseal.diagnosis.sign.FieldRow.Place.ABOVE;
import static dev.waxseal.diagnosis.sign.FieldRow.Place.ANYWHERE;
import static dev.waxseal.diagnosis.sign.FieldRow.Place.COPY;
import static dev.waxseal.diagnosis.sign.FieldRow.Place.LIST;
import static dev.waxseal.diagnosis.sign.Trace.Touch.BODY;
import static dev.waxseal.diagnosis.sign.Trace.Touch.BOTH;
import static dev.waxseal.diagnosis.sign.Trace.Touch.HEADER;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The marks that programs leave, and what those programs do to messages. Of several rows that match
 * one field, the first counts.
 *
 * <p>Not here: marks that stand in most messages, such as the Received fields of Postfix and Exim.
 * They would accuse a program that only passed the message on.
 */
final class ProgramTable {

  private static final String LISTS =
      "adds footers and subject prefixes, and replaces From, where a list is set up so";
  private static final String PLAIN_LISTS =
      "adds footers, subject prefixes and fields, where a list is set up so";
  private static final String GATEWAYS =
      "adds warnings, marks subjects and rewrites links, where it is set up so";

  private ProgramTable() {}

  /** Fields. */
  static final List<FieldRow> FIELDS =
      List.of(
          // They say that something was changed.
          new FieldRow(
              "x-mime-autoconverted",
              "by reformime",
              "reformime (Courier)",
              BODY,
              ANYWHERE,
              90,
              "writes it where it encodes a part in another way"),
          new FieldRow(
              "x-mime-autoconverted",
              "",
              "sendmail",
              BODY,
              ANYWHERE,
              90,
              "writes it where it encodes a part in another way, for a server without 8BITMIME"),
          new FieldRow(
              "x-content-filtered-by",
              "mailman",
              "Mailman",
              BOTH,
              ANYWHERE,
              90,
              "writes it where its filter takes parts out or turns HTML into text"),
          new FieldRow(
              "x-amavis-modified",
              "",
              "amavisd",
              BODY,
              ANYWHERE,
              90,
              "writes it where it adds a disclaimer or takes a part out"),
          new FieldRow(
              "x-filtered-with",
              "renattach",
              "renattach",
              BOTH,
              ANYWHERE,
              90,
              "renames or takes out attachments"),
          new FieldRow(
              "x-spam-prev-*",
              "",
              "SpamAssassin",
              HEADER,
              COPY,
              90,
              "keeps there the value of a field that it replaces in mail that it marks as spam"),
          new FieldRow(
              "old-*",
              "",
              "formail (procmail)",
              HEADER,
              COPY,
              85,
              "renames a field so when it replaces it"),
          new FieldRow(
              "x-old-*",
              "",
              "a filter",
              HEADER,
              COPY,
              85,
              "keeps there the value of a field that it replaces"),
          // Lists.
          new FieldRow("x-mailman-version", "", "Mailman", BOTH, LIST, 80, LISTS),
          new FieldRow("x-beenthere", "", "Mailman", BOTH, LIST, 80, LISTS),
          new FieldRow("x-google-group-id", "", "Google Groups", BOTH, LIST, 80, LISTS),
          new FieldRow("mailing-list", "googlegroups.com", "Google Groups", BOTH, LIST, 80, LISTS),
          new FieldRow("mailing-list", "@groups.io", "groups.io", BOTH, LIST, 80, LISTS),
          new FieldRow("list-unsubscribe", "groups.io", "groups.io", BOTH, LIST, 80, LISTS),
          new FieldRow("mailing-list", "run by ezmlm", "ezmlm", BOTH, LIST, 80, PLAIN_LISTS),
          new FieldRow("list-software", "ecartis", "Ecartis", BOTH, LIST, 80, PLAIN_LISTS),
          new FieldRow("received", "(listserv-tcp/ip", "LISTSERV", BOTH, LIST, 80, LISTS),
          new FieldRow("x-sympa-*", "", "Sympa", BOTH, LIST, 80, LISTS),
          new FieldRow("list-unsubscribe", "mailto:sympa@", "Sympa", BOTH, LIST, 80, LISTS),
          new FieldRow("x-mlserver", "fml", "fml", BOTH, LIST, 80, PLAIN_LISTS),
          new FieldRow("list-unsubscribe", "+unsubscribe@", "mlmmj", BOTH, LIST, 75, PLAIN_LISTS),
          // Servers and filters of the receiver, or on the way to it.
          new FieldRow(
              "received",
              "with spamassassin",
              "SpamAssassin",
              BOTH,
              ABOVE,
              60,
              "puts mail that it marks as spam into a report"),
          new FieldRow(
              "x-spam-checker-version",
              "spamassassin",
              "SpamAssassin",
              HEADER,
              ABOVE,
              55,
              "marks Subject, From or To of spam, where it is set up so"),
          new FieldRow(
              "x-scanned-by",
              "mimedefang",
              "MIMEDefang",
              BOTH,
              ABOVE,
              55,
              "takes attachments out, adds text and marks subjects, as its filter says"),
          new FieldRow(
              "received",
              "(haraka/",
              "Haraka",
              BOTH,
              ABOVE,
              55,
              "adds a banner or rewrites fields, where a plugin does"),
          new FieldRow(
              "received",
              "dragonfly mail agent",
              "dma",
              BOTH,
              ABOVE,
              55,
              "doubles the carriage returns of files with CRLF"),
          new FieldRow(
              "received",
              "(fetchmail-",
              "fetchmail",
              HEADER,
              ABOVE,
              55,
              "completes addresses, and decodes text where it is told to"),
          new FieldRow("x-microsoft-antispam*", "", "Exchange Online", BOTH, ABOVE, 50, GATEWAYS),
          new FieldRow("x-ms-exchange-*", "", "Exchange", BOTH, ABOVE, 50, GATEWAYS),
          new FieldRow("x-proofpoint-*", "", "Proofpoint", BOTH, ABOVE, 50, GATEWAYS),
          new FieldRow("x-mimecast-*", "", "Mimecast", BOTH, ABOVE, 50, GATEWAYS),
          new FieldRow("x-barracuda-*", "", "Barracuda", BOTH, ABOVE, 50, GATEWAYS),
          new FieldRow("x-ironport-*", "", "IronPort (Cisco)", BOTH, ABOVE, 50, GATEWAYS),
          new FieldRow(
              "x-antivirus",
              "avast",
              "Avast",
              BODY,
              ABOVE,
              50,
              "adds a line that the message was checked, where it is set up so"),
          new FieldRow(
              "x-virus-scanned",
              "amavis",
              "amavisd",
              BOTH,
              ABOVE,
              45,
              "adds disclaimers and marks subjects, where it is set up so"));

  /** Shapes of boundaries. */
  static final List<BoundaryRow> BOUNDARIES =
      List.of(
          boundary(
              "----=_Part_[0-9]{1,10}_-?[0-9]{1,10}\\.([0-9]{13})",
              BoundaryRow.Clock.MILLIS,
              "Jakarta Mail"),
          boundary("={15}[0-9]{10,20}==", BoundaryRow.Clock.NONE, "Python's email package"),
          boundary(
              "--==_mimepart_([0-9a-f]{8})[0-9a-f]{1,5}_[0-9a-f]{1,40}",
              BoundaryRow.Clock.HEX_SECONDS, "Ruby's mail library"),
          boundary(
              "----------=_([0-9]{9,10})-[0-9]{1,10}-[0-9]{1,6}",
              BoundaryRow.Clock.SECONDS,
              "MIME::Tools"),
          server(
              "----------=_([0-9A-F]{8})\\.[0-9A-F]{8}",
              BoundaryRow.Clock.HEX_SECONDS, "SpamAssassin"),
          boundary("_----------=_([0-9]{10})[0-9]{1,9}", BoundaryRow.Clock.SECONDS, "MIME::Lite"),
          server(
              "=_[^ ]{1,40}-[0-9]{1,7}-([0-9]{10})-[0-9]{4}-[0-9]{1,4}",
              BoundaryRow.Clock.SECONDS, "Courier", "sqwebmail"),
          boundary("--_NmP-[0-9a-f]{12,16}-Part_[0-9]{1,4}", BoundaryRow.Clock.NONE, "nodemailer"),
          mailer("Apple-Mail[-=].{1,60}", "Apple Mail", "apple mail", "iphone mail", "ipad mail"),
          mailer("----=_NextPart_[0-9A-F_.]{10,50}", "Outlook", "outlook"),
          mailer("_[0-9]{3}_[A-Za-z0-9_]{20,60}_", "Exchange", "outlook", "exchange"),
          mailer("[0-9a-f]{28}", "Gmail"),
          mailer("-{12}[A-Za-z0-9]{20,24}", "Thunderbird", "thunderbird"),
          mailer("b[0-9]_?=?_?[A-Za-z0-9]{30,60}", "PHPMailer", "phpmailer"),
          mailer("=-=?[A-Za-z0-9+/=]{10,40}", "Evolution", "evolution"));

  /** Lines of bodies. */
  static final List<TextRow> TEXTS =
      List.of(
          new TextRow("_".repeat(47), true, "Mailman", "puts it above its footers"),
          new TextRow(
              "-------------- next part --------------",
              true,
              "Mailman",
              "writes it where its scrubber takes a part out"),
          new TextRow(
              "You received this message because you are subscribed to the Google Groups",
              false,
              "Google Groups",
              "begins its footers so"),
          new TextRow("-=".repeat(11) + "-", true, "groups.io", "puts it above its footers"),
          new TextRow(
              "WARNING: This e-mail has been altered by MIMEDefang",
              false,
              "MIMEDefang",
              "writes it where it takes a part out"),
          new TextRow(
              "Here was a non admissible message part of",
              false,
              "mimefilter",
              "writes it where it takes a part out"),
          new TextRow(
              "This email has been checked for viruses by Avast",
              false,
              "Avast",
              "adds it to mail that it has checked"));

  private static BoundaryRow boundary(String shape, BoundaryRow.Clock clock, String program) {
    return new BoundaryRow(Pattern.compile(shape), clock, program, BoundaryRow.Use.BOTH, List.of());
  }

  private static BoundaryRow server(
      String shape, BoundaryRow.Clock clock, String program, String... mailers) {
    return new BoundaryRow(
        Pattern.compile(shape), clock, program, BoundaryRow.Use.SERVERS, List.of(mailers));
  }

  private static BoundaryRow mailer(String shape, String program, String... mailers) {
    return new BoundaryRow(
        Pattern.compile(shape),
        BoundaryRow.Clock.NONE,
        program,
        BoundaryRow.Use.AUTHORS,
        List.of(mailers));
  }
}
