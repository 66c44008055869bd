package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deviations of a mail with a report from RFC 9990 section 3.5.2. */
final class MailNotes {

  private static final String DOMAIN = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})";

  private static final Pattern FILE =
      Pattern.compile(
          DOMAIN
              + "!"
              + DOMAIN
              + "![0-9]{1,20}![0-9]{1,20}(?:![A-Za-z0-9]{1,250})?[.](xml|xml[.]gz|zip)");

  private static final Pattern SUBJECT =
      Pattern.compile(
          "\\s*Report\\s+Domain:\\s+("
              + DOMAIN
              + ")\\s+Submitter:\\s+"
              + DOMAIN
              + "(?:\\s+Report-ID:\\s+(<[^<>\\s]{1,998}>|[^<>\\s]{1,998}))?\\s*");

  /** Longer ones are not of the grammar. */
  private static final int LONGEST = 1_000;

  private MailNotes() {}

  /** Of the part with the report. */
  static void ofPart(MailParts.Part part, FirstOctets container, Notes notes) {
    if (!part.mediaType().equals(mediaType(container))) {
      notes.add(Kind.MEDIA_TYPE_WRONG, part.mediaType());
    }
    if (!part.attached()) {
      notes.add(Kind.INLINE_REPORT, "");
    }
    String name = part.fileName();
    if (name.isEmpty()) {
      notes.add(Kind.FILE_NAME_MISSING, "");
      return;
    }
    Matcher file = FILE.matcher(name.length() > LONGEST ? "" : name);
    if (!file.matches() || !file.group(1).equals(extension(container))) {
      notes.add(Kind.FILE_NAME_WRONG, name);
    }
  }

  /** Of the part with a report on TLS (RFC 8460 section 5.3). */
  static void ofTlsPart(MailParts.Part part, FirstOctets container, Notes notes) {
    String suffix = container == FirstOctets.GZIP ? "gzip" : "json";
    if (container != FirstOctets.ZIP && !part.mediaType().equals("application/tlsrpt+" + suffix)) {
      notes.add(Kind.MEDIA_TYPE_WRONG, part.mediaType());
    }
    if (!part.report().name().equals("tlsrpt")) {
      notes.add(Kind.REPORT_TYPE_MISSING, part.report().name());
    }
  }

  /** Of the Subject, against the report. */
  static void ofSubject(String subject, AggregateReport report, Notes notes) {
    Matcher matcher = SUBJECT.matcher(subject.length() > LONGEST ? "" : subject);
    if (!matcher.matches()) {
      notes.add(Kind.SUBJECT_ODD, subject.strip());
      return;
    }
    String domain = matcher.group(1).toLowerCase(Locale.ROOT);
    String id = matcher.group(2);
    boolean other =
        !domain.equals(report.key().domain())
            || (id != null && !bare(id).equals(report.key().reportId()));
    if (other) {
      notes.add(Kind.SUBJECT_DIFFERS, subject.strip());
    }
  }

  private static String bare(String id) {
    return id.startsWith("<") ? id.substring(1, id.length() - 1) : id;
  }

  private static String mediaType(FirstOctets container) {
    return switch (container) {
      case GZIP -> "application/gzip";
      case ZIP -> "application/zip";
      default -> "text/xml";
    };
  }

  private static String extension(FirstOctets container) {
    return switch (container) {
      case GZIP -> "xml.gz";
      case ZIP -> "zip";
      default -> "xml";
    };
  }
}
