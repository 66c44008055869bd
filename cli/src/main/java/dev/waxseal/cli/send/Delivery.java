package dev.waxseal.cli.send;

import dev.waxseal.reports.write.MailAddress;
import java.nio.file.Path;

/** Hands mails to the mail server of this machine. */
public interface Delivery {

  /** What became of a mail. */
  enum Outcome {
    /** The mail server has taken it. */
    TAKEN,
    /** The mail server does not want it; another attempt is of no use. */
    REFUSED,
    /** It did not take it; another attempt may succeed. */
    NOT_NOW,
    /** Nobody knows if it was taken. */
    UNKNOWN
  }

  /**
   * An outcome and its explanation, a stranger's text.
   *
   * @param outcome what became of the mail
   * @param sentence why, for people; empty if it was taken
   */
  record Answer(Outcome outcome, String sentence) {}

  /**
   * Delivers a mail.
   *
   * @param sender the address of MAIL FROM
   * @param to the address of the recipient
   * @param mail the file of the message, complete and with CRLF
   */
  Answer deliver(MailAddress sender, MailAddress to, Path mail);
}
