package dev.waxseal.reports.read;

import java.util.Locale;

/** The reasons why a reader takes nothing from its input; each has an identifier and a sentence. */
public enum Refusal {
  /** There is no report in it. */
  NOT_A_REPORT("there is no report in it"),
  /** The mail is larger than {@link ReportLimits#mailOctets()}. */
  MAIL_TOO_LARGE("the mail is too large"),
  /** The compressed part is larger than {@link ReportLimits#compressedOctets()}. */
  COMPRESSED_TOO_LARGE("the compressed part is too large"),
  /** The XML or JSON is larger than {@link ReportLimits#xmlOctets()}. */
  XML_TOO_LARGE("the report is too large"),
  /** The XML is larger than {@link ReportLimits#expansion()} allows: a decompression bomb. */
  EXPANSION_TOO_LARGE("the report expands like a decompression bomb"),
  /** The archive cannot be read. */
  DAMAGED_ARCHIVE("the archive cannot be read"),
  /** There is an archive in the archive. */
  NESTED_ARCHIVE("there is an archive in the archive"),
  /** No entry of the archive is XML. */
  NO_XML_IN_ARCHIVE("no entry of the archive is XML"),
  /** The XML has a document type declaration, which no report needs. */
  DTD("the XML has a document type declaration"),
  /** The XML is not well-formed, and no repair helped. */
  MALFORMED_XML("the XML is not well-formed, and no repair helped"),
  /** The elements are nested deeper than {@link ReportLimits#depth()}. */
  TOO_DEEP("the elements are nested too deep"),
  /** An element has more attributes than {@link ReportLimits#attributes()}. */
  TOO_MANY_ATTRIBUTES("an element has too many attributes"),
  /** A text is longer than {@link ReportLimits#textLength()}. */
  TEXT_TOO_LONG("the text of an element is too long"),
  /** There are more records than {@link ReportLimits#records()}. */
  TOO_MANY_RECORDS("there are too many records"),
  /** The mail has more parts than {@link ReportLimits#parts()}, or they are nested too deep. */
  TOO_MANY_PARTS("the mail has too many parts");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  /** The identifier, which programs may rely on: {@code not-a-report}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason, for people: a sentence without a capital and full stop. */
  public String sentence() {
    return sentence;
  }
}
