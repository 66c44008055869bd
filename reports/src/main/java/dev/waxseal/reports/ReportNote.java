package dev.waxseal.reports;

import java.util.Locale;

/**
 * A deviation of a report from the RFC that it follows, which the reader overlooked or mended.
 *
 * @param kind the kind of deviation
 * @param times how often the report has it
 * @param example the first place: the element or the text, at most 100 characters; a stranger's
 *     text. Empty if there is nothing to show
 */
public record ReportNote(Kind kind, long times, String example) {

  /** The kinds of deviation; each has an identifier and a sentence. */
  public enum Kind {
    /** The elements have no namespace. */
    NO_NAMESPACE("the elements have no namespace"),
    /** The elements have a namespace that no RFC defines. */
    UNKNOWN_NAMESPACE("the elements have a namespace that no RFC defines"),
    /** The version is not 1.0. */
    UNKNOWN_VERSION("the version is not 1.0"),
    /** An element that the schema does not have there was passed over. */
    UNKNOWN_ELEMENT("an element that the schema does not have there was passed over"),
    /** An extension was passed over. */
    EXTENSION_IGNORED("an extension was passed over"),
    /** An element that must be there is not. */
    MISSING_ELEMENT("an element that must be there is not"),
    /** An element that needs a value has none. */
    EMPTY_ELEMENT("an element that needs a value has none"),
    /** An element is there more than once; the first counts. */
    REPEATED_ELEMENT("an element is there more than once; the first counts"),
    /** The policy is there more than once; the first counts. */
    REPEATED_POLICY("the policy is there more than once; the first counts"),
    /** An element has a name of a draft or of a program. */
    ELEMENT_ALIAS("an element has a name of a draft or of a program"),
    /** Elements stand in another order than the schema's. */
    CHILDREN_OUT_OF_ORDER("elements stand in another order than the schema's"),
    /** There is no record. */
    NO_RECORDS("there is no record"),
    /** A record without a usable count was left out. */
    RECORD_DROPPED("a record without a usable count was left out"),
    /** A record has more results than are kept. */
    RESULTS_CUT("a record has more results than are kept"),
    /** A word is not in the list of the schema; it is kept. */
    UNKNOWN_WORD("a word is not in the list of the schema; it is kept"),
    /** A word is not in lower case. */
    WORD_CASE("a word is not in lower case"),
    /** A word was read as another. */
    WORD_TRANSLATED("a word was read as another"),
    /** A time is not a whole number of seconds. */
    DATE_ODD("a time is not a whole number of seconds"),
    /** The period ends before it begins. */
    PERIOD_REVERSED("the period ends before it begins"),
    /** The period is longer than two days. */
    PERIOD_LONG("the period is longer than two days"),
    /** The period is longer than 31 days; statistics cannot use it. */
    PERIOD_TOO_LONG("the period is longer than 31 days; statistics cannot use it"),
    /** The period begins in the future. */
    PERIOD_IN_FUTURE("the period begins in the future"),
    /** The email is not a plain address. */
    EMAIL_ODD("the email is not a plain address"),
    /** The org_name is empty; the domain of the email stands for it. */
    ORG_NAME_FROM_EMAIL("the org_name is empty; the domain of the email stands for it"),
    /** The report_id does not follow its grammar. */
    REPORT_ID_ODD("the report_id does not follow its grammar"),
    /** A domain is not a domain name. */
    DOMAIN_ODD("a domain is not a domain name"),
    /** A domain is not in ASCII; it was read as A-labels. */
    U_LABEL("a domain is not in ASCII; it was read as A-labels"),
    /** A source_ip is not written as an address. */
    ADDRESS_ODD("a source_ip is not written as an address"),
    /** A source_ip is an IPv4 address within IPv6. */
    ADDRESS_MAPPED("a source_ip is an IPv4 address within IPv6"),
    /** A reason has no type; it counts as other. */
    EMPTY_REASON("a reason has no type; it counts as other"),
    /** A reason is one that RFC 9990 no longer has. */
    OLD_REASON("a reason is one that RFC 9990 no longer has"),
    /** A DKIM result has no selector. */
    SELECTOR_MISSING("a DKIM result has no selector"),
    /** An SPF result is of HELO. */
    SCOPE_HELO("an SPF result is of HELO"),
    /** A record has several SPF results. */
    SEVERAL_SPF("a record has several SPF results"),
    /** White space or a byte order mark stands before the XML. */
    REPAIRED_LEADING_OCTETS("white space or a byte order mark stands before the XML"),
    /** The octets are not in the encoding that the XML declares. */
    REPAIRED_ENCODING("the octets are not in the encoding that the XML declares"),
    /** The XML has characters that XML forbids; they were left out. */
    REPAIRED_CONTROL_CHARACTERS("the XML has characters that XML forbids; they were left out"),
    /** The XML has bare {@code &} or {@code <}; they were read as text. */
    REPAIRED_MARKUP("the XML has bare & or <; they were read as text"),
    /** The XML has a tag of a schema that never ends; it was left out. */
    REPAIRED_STRAY_TAG("the XML has a tag of a schema that never ends; it was left out"),
    /** There is something behind the end of the XML. */
    TEXT_AFTER_END("there is something behind the end of the XML"),
    /** The report ends early; what came before was read. */
    TRUNCATED("the report ends early; what came before was read"),
    /** The checksum of the archive is wrong. */
    CHECKSUM_WRONG("the checksum of the archive is wrong"),
    /** The report is in a zip archive; RFC 9990 has gzip alone. */
    CONTAINER_ZIP("the report is in a zip archive; RFC 9990 has gzip alone"),
    /** The zip archive has several entries; the first with XML was read. */
    ZIP_SEVERAL_ENTRIES("the zip archive has several entries; the first with XML was read"),
    /** The gzip file has several members. */
    GZIP_SEVERAL_MEMBERS("the gzip file has several members"),
    /** There is something behind the end of the gzip file. */
    GZIP_TRAILING_OCTETS("there is something behind the end of the gzip file"),
    /** The base64 has characters that do not belong there, or ends early. */
    BASE64_ODD("the base64 has characters that do not belong there, or ends early"),
    /** The media type of the part is another than that of its octets. */
    MEDIA_TYPE_WRONG("the media type of the part is another than that of its octets"),
    /** The file name does not follow its grammar, or says another type. */
    FILE_NAME_WRONG("the file name does not follow its grammar, or says another type"),
    /** The part has no file name. */
    FILE_NAME_MISSING("the part has no file name"),
    /** The report is not an attachment. */
    INLINE_REPORT("the report is not an attachment"),
    /** The subject does not follow its grammar. */
    SUBJECT_ODD("the subject does not follow its grammar"),
    /** The subject names another domain or report than the report does. */
    SUBJECT_DIFFERS("the subject names another domain or report than the report does"),
    /** The mail has several reports. */
    SEVERAL_REPORTS("the mail has several reports"),
    /** The report is in a message within the mail. */
    WRAPPED_MESSAGE("the report is in a message within the mail"),
    /** A field that must be there is not. */
    MISSING_FIELD("a field that must be there is not"),
    /** A field is there more than once; the first counts. */
    REPEATED_FIELD("a field is there more than once; the first counts"),
    /** Identity-Alignment does not follow its grammar. */
    ALIGNMENT_ODD("Identity-Alignment does not follow its grammar"),
    /** Arrival-Date has its historic name. */
    RECEIVED_DATE("Arrival-Date has its historic name"),
    /** A number is not one, or out of its range. */
    NUMBER_ODD("a number is not one, or out of its range"),
    /** The part with the fields is encoded. */
    PART_ENCODED("the part with the fields is encoded"),
    /** There are lines among the fields that are not fields. */
    FIELDS_ODD("there are lines among the fields that are not fields"),
    /** The mail is not a multipart/report of the right type. */
    REPORT_TYPE_MISSING("the mail is not a multipart/report of the right type"),
    /** The part with the message or its header is missing. */
    ORIGINAL_MISSING("the part with the message or its header is missing"),
    /** The report is a text for people; its labelled lines were read. */
    PLAIN_TEXT("the report is a text for people; its labelled lines were read"),
    /** A value of the JSON has another type than the RFC's. */
    WRONG_TYPE("a value of the JSON has another type than the RFC's"),
    /** A field has a name of a draft or of a program. */
    FIELD_ALIAS("a field has a name of a draft or of a program"),
    /** The fields of the policy stand beside it. */
    FLAT_POLICY("the fields of the policy stand beside it"),
    /** The failures that are listed do not add up to their sum. */
    SUM_DIFFERS("the failures that are listed do not add up to their sum"),
    /** The organization-name is empty; the domain of the contact stands for it. */
    ORGANIZATION_FROM_CONTACT(
        "the organization-name is empty; the domain of the contact stands for it"),
    /** A byte order mark stands before the JSON. */
    BOM("a byte order mark stands before the JSON");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /** The identifier, which programs may rely on: {@code no-namespace}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The deviation, for people: a sentence without a capital and full stop. */
    public String sentence() {
      return sentence;
    }
  }
}
