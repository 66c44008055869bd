package dev.waxseal.reports.write;

import java.util.Locale;

/**
 * A URI of a policy record's {@code rua}, and what becomes of it.
 *
 * <p>Immutable.
 */
public sealed interface Destination {

  /** The URI as it was written: a stranger's text. */
  String uri();

  /**
   * The report goes to this address.
   *
   * @param uri the URI
   * @param address the address, which is another one of the same host if the host wants that
   */
  record Send(String uri, MailAddress address) implements Destination {}

  /**
   * The URI gets no report.
   *
   * @param uri the URI
   * @param reason the reason
   */
  record Refused(String uri, Refusal reason) implements Destination {}

  /**
   * DNS did not tell if the report may go there: try again.
   *
   * @param uri the URI
   */
  record Later(String uri) implements Destination {}

  /** The reasons why a URI gets no report. */
  enum Refusal {
    /** It is not a URI. */
    MALFORMED_URI("it is not a URI"),
    /** It is not a mailto, the only kind that receivers have to support. */
    SCHEME_UNSUPPORTED("its scheme is not mailto"),
    /** Its address is not a plain {@code dot-atom@domain}. */
    ADDRESS_MALFORMED("its address is not a plain one"),
    /** It is of another organization, which has not published its consent. */
    NOT_AUTHORIZED("its host has not published that it wants these reports"),
    /** The host redirects the reports to another host; then neither may get them. */
    OVERRIDE_ELSEWHERE("its host sends the reports on to another host, which is not allowed"),
    /** The address gets this report already. */
    DUPLICATE("its address gets this report already"),
    /** The record has more URIs than are looked at. */
    TOO_MANY("the record has too many URIs"),
    /** The address has got as many messages as one may get. */
    TOO_MANY_FOR_DESTINATION("its address has got as many messages as one may get in a run");

    private final String sentence;

    Refusal(String sentence) {
      this.sentence = sentence;
    }

    /** The identifier, which programs may rely on: {@code malformed-uri}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason, for people: a sentence without a capital and full stop. */
    public String sentence() {
      return sentence;
    }
  }
}
