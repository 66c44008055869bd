package dev.waxseal.cli.send;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.reports.write.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code sendmail -i -f SENDER -- RECIPIENT} for each mail, without a shell. The program
 * reads the mail from a file: were it a pipe, the end of this process would cut the mail, and
 * sendmail would take it for whole.
 */
final class SendmailDelivery implements Delivery {

  private static final int SECONDS = 300;
  private static final int MOST_SAID = 500;

  /** EX_USAGE, EX_DATAERR, EX_NOUSER and EX_NOHOST of sysexits. */
  private static final Set<Integer> REFUSALS = Set.of(64, 65, 67, 68);

  private final Path sendmail;
  private final Path said;

  /**
   * A delivery.
   *
   * @param sendmail the program
   * @param said a file for its output, which is written again for each mail
   */
  SendmailDelivery(Path sendmail, Path said) {
    this.sendmail = sendmail;
    this.said = said;
  }

  @Override
  public Answer deliver(MailAddress sender, MailAddress to, Path mail) {
    Process process = start(sender, to, mail);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Answer(
            Outcome.UNKNOWN, sendmail + " did not end within " + SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(Outcome.UNKNOWN, "interrupted while " + sendmail + " was at work");
    }
    int status = process.exitValue();
    if (status == 0) {
      return new Answer(Outcome.TAKEN, "");
    }
    String sentence = sendmail + " ended with status " + status + output();
    return new Answer(REFUSALS.contains(status) ? Outcome.REFUSED : Outcome.NOT_NOW, sentence);
  }

  private Process start(MailAddress sender, MailAddress to, Path mail) {
    try {
      return new ProcessBuilder(
              sendmail.toString(), "-i", "-f", sender.toString(), "--", to.toString())
          .redirectInput(mail.toFile())
          .redirectOutput(said.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "cannot start "
              + sendmail
              + ": "
              + e.getMessage()
              + "; name the program as sendmail, or a mail server as relay, in [reports]");
    }
  }

  private String output() {
    try {
      String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
      String line = text.substring(text.lastIndexOf('\n') + 1);
      return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), MOST_SAID));
    } catch (IOException e) {
      return "";
    }
  }
}
