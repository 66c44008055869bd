package dev.waxseal.reports.read;

import java.util.Locale;

/** The reasons for taking nothing from an input; each has an identifier and a sentence. */
public enum Refusal {
  /** There is no report in it. */
  NOT_A_REPORT("there is no report in it"),
  /** The mail is too large: {@link ReportLimits#mailOctets()}. */
  MAIL_TOO_LARGE("the mail is too large"),
  /**
   * The mail has too many parts or fields, or they are nested too deep: {@link
   * ReportLimits#parts()}.
   */
  MAIL_TOO_COMPLEX("the mail has too many parts or fields, or they are nested too deep"),
  /** The compressed part is too large: {@link ReportLimits#compressedOctets()}. */
  COMPRESSED_TOO_LARGE("the compressed part is too large"),
  /** The report is too large: {@link ReportLimits#xmlOctets()}. */
  XML_TOO_LARGE("the report is too large"),
  /** The archive expands like a decompression bomb: {@link ReportLimits#expansion()}. */
  EXPANDS_TOO_FAR("the archive expands like a decompression bomb"),
  /** The archive cannot be read. */
  ARCHIVE_BROKEN("the archive cannot be read"),
  /** There is an archive in the archive. */
  NESTED_ARCHIVE("there is an archive in the archive"),
  /** No entry of the archive is XML. */
  NO_XML("no entry of the archive is XML"),
  /** The XML has a document type declaration, which no report needs. */
  DOCTYPE("the XML has a document type declaration, which no report needs"),
  /** The XML is not well-formed, and no repair helped. */
  MALFORMED_XML("the XML is not well-formed, and no repair helped"),
  /** The report ends before anything of use. */
  TRUNCATED("the report ends before anything of use"),
  /** The elements are nested too deep: {@link ReportLimits#depth()}. */
  TOO_DEEP("the elements are nested too deep"),
  /** An element has too many attributes: {@link ReportLimits#attributes()}. */
  TOO_MANY_ATTRIBUTES("an element has too many attributes"),
  /** A name in the XML is too long: {@link ReportLimits#nameLength()}. */
  NAME_TOO_LONG("a name in the XML is too long"),
  /** The text of an element is too long: {@link ReportLimits#textLength()}. */
  TEXT_TOO_LONG("the text of an element is too long"),
  /** There are too many records: {@link ReportLimits#records()}. */
  TOO_MANY_RECORDS("there are too many records"),
  /** The report has no metadata. */
  NO_METADATA("the report has no metadata"),
  /** The report has no period. */
  NO_PERIOD("the report has no period"),
  /** The report has no policy domain. */
  NO_DOMAIN("the report has no policy domain"),
  /** The mail is to be a failure report and has no part with its fields. */
  NO_FEEDBACK_PART("the failure report has no part with its fields"),
  /** It is feedback about something else than authentication. */
  OTHER_FEEDBACK_TYPE("it is feedback about something else than authentication"),
  /** The fields of a failure report contradict each other (RFC 5965 section 3.2). */
  MALFORMED("the fields of the failure report contradict each other"),
  /** The JSON cannot be read. */
  MALFORMED_JSON("the JSON cannot be read");

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
