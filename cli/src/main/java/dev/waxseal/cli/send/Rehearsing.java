package dev.waxseal.cli.send;

import dev.waxseal.cli.send.SentReport.Status;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.OutgoingReport;
import dev.waxseal.reports.write.ReportMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Sends nothing: tells what would be sent, and writes it to a folder if there is one. */
final class Rehearsing implements Fate {

  /** File systems stop at 255 octets. */
  private static final int LONGEST_NAME = 255;

  private final Optional<Path> folder;
  private final DkimSigner signer;
  private final InstantSource clock;
  private final Set<String> written = new HashSet<>();

  Rehearsing(Optional<Path> folder, DkimSigner signer, InstantSource clock) {
    this.folder = folder;
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public void decide(SentReport planned, MailAddress to, Consumer<SentReport> told) {
    if (folder.isEmpty()) {
      told.accept(planned);
      return;
    }
    OutgoingReport report = planned.report();
    ReportMail mail = report.mail(to, clock.instant());
    if (written.add(report.reportId())) {
      write(name(report), report.gzip());
    }
    try {
      write(mail.messageId().replaceAll("@.*", "") + ".eml", mail.signed(signer));
    } catch (SigningException e) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION,
          "cannot sign the report for " + report.policyDomain() + ": " + e.getMessage());
    }
    told.accept(planned.became(Status.WRITTEN, ""));
  }

  private static String name(OutgoingReport report) {
    String name = report.fileName();
    return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        ? name
        : report.reportId().replaceAll("@.*", "") + ".xml.gz";
  }

  private void write(String name, byte[] octets) {
    Path file = folder.orElseThrow().resolve(name);
    try {
      Files.createDirectories(folder.orElseThrow());
      Files.write(file, octets, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE,
          "cannot create " + file + ": the file exists, and is never overwritten");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE, "cannot create " + file + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    // nothing is open
  }
}
