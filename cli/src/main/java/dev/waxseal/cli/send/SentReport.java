package dev.waxseal.cli.send;

import dev.waxseal.reports.write.OutgoingReport;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one report at one destination.
 *
 * @param report the report
 * @param uri the URI in the policy record, a stranger's text; empty if the domain gets no reports
 * @param address the address that it goes to, if there is one
 * @param messageId the Message-ID of the mail, if there is one
 * @param status what became of it
 * @param reason why, for people; may be empty
 */
record SentReport(
    OutgoingReport report,
    String uri,
    Optional<String> address,
    Optional<String> messageId,
    Status status,
    String reason) {

  /** The things that become of reports. */
  enum Status {
    /** The mail server has it. */
    SENT("sent"),
    /** The mail server has it; it was in doubt, and may have been sent twice. */
    SENT_AGAIN("sent again, since an earlier run was ended before it knew"),
    /** An earlier run has sent it. */
    SENT_BEFORE("sent before"),
    /** It would be sent. */
    WOULD_BE_SENT("would be sent"),
    /** It was written to a file instead. */
    WRITTEN("written to a file"),
    /** It may not go there, or the mail server does not want it. */
    REFUSED("refused"),
    /** It has to be tried again. */
    LATER("to be tried again");

    private final String sentence;

    Status(String sentence) {
      this.sentence = sentence;
    }

    /** The identifier for programs. */
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sentence() {
      return sentence;
    }
  }

  /** The same report with another fate. */
  SentReport became(Status other, String why) {
    return new SentReport(report, uri, address, messageId, other, why);
  }
}
