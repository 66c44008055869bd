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
    /** {@code version} is not 1.0. */
    UNKNOWN_VERSION("the version is not 1.0"),
    /** An element that the schema does not have there was passed over. */
    UNKNOWN_ELEMENT("an element that the schema does not have there was passed over"),
    /** An extension was passed over (RFC 9990 section 5). */
    EXTENSION_IGNORED("an extension was passed over"),
    /** An element that must be there is not. */
    MISSING_ELEMENT("an element that must be there is not"),
    /** An element that needs a value has none. */
    EMPTY_ELEMENT("an element that needs a value has none"),
    /** An element is there more than once; the first counts. */
    REPEATED_ELEMENT("an element is there more than once; the first counts"),
    /** An element has a name of a draft or of a program. */
    ELEMENT_ALIAS("an element has a name of a draft or of a program"),
    /** Elements stand in another order than the schema's. */
    CHILDREN_OUT_OF_ORDER("elements stand in another order than the schema's"),
    /** There is no record. */
    NO_RECORDS("there is no record"),
    /** A record without a usable count was left out. */
    RECORD_DROPPED("a record without a usable count was left out"),
    /** A word is not in the list of the schema; it is kept. */
    UNKNOWN_WORD("a word is not in the list of the schema; it is kept"),
    /** A word is not in lower case. */
    WORD_CASE("a word is not in lower case"),
    /** A word was read as another, as {@code hardfail} is read as fail. */
    WORD_TRANSLATED("a word was read as another"),
    /** A time is not a whole number of seconds. */
    DATE_ODD("a time is not a whole number of seconds"),
    /** The period ends before it begins. */
    PERIOD_REVERSED("the period ends before it begins"),
    /** The period is longer than two days. */
    PERIOD_LONG("the period is longer than two days"),
    /** The period is longer than 31 days, so statistics cannot use it. */
    PERIOD_TOO_LONG("the period is longer than 31 days; statistics cannot use it"),
    /** The period begins in the future. */
    PERIOD_IN_FUTURE("the period begins in the future"),
    /** {@code email} is not a plain address. */
    EMAIL_ODD("the email is not a plain address"),
    /** {@code org_name} is empty; the domain of {@code email} stands for it. */
    ORG_NAME_FROM_EMAIL("the org_name is empty; the domain of the email stands for it"),
    /** {@code report_id} does not follow its grammar (RFC 9990 section 3.5.1). */
    REPORT_ID_ODD("the report_id does not follow its grammar"),
    /** A domain is written in U-labels; it was read as A-labels. */
    U_LABEL("a domain is not in ASCII; it was read as A-labels"),
    /** {@code source_ip} is not an address as RFC 3986 has it. */
    ADDRESS_ODD("a source_ip is not an address"),
    /** {@code source_ip} is an IPv4 address within IPv6. */
    ADDRESS_MAPPED("a source_ip is an IPv4 address within IPv6"),
    /** A reason has no type. */
    EMPTY_REASON("a reason has no type; it counts as other"),
    /** A reason is one that RFC 9990 no longer has. */
    OLD_REASON("a reason is one that RFC 9990 no longer has"),
    /** A DKIM result has no selector. */
    SELECTOR_MISSING("a DKIM result has no selector"),
    /** An SPF result is of HELO. */
    SCOPE_HELO("an SPF result is of HELO"),
    /** A record has several SPF results. */
    SEVERAL_SPF("a record has several SPF results");

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
