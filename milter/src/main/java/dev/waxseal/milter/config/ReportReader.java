package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.write.MailAddress;
import dev.waxseal.reports.write.Reporter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads {@code [history]} and {@code [reports]}. For one thread, used once. */
final class ReportReader {

  private static final Path SENDMAIL = Path.of("/usr/sbin/sendmail");
  private static final String ADDRESS = "\"dmarc-reports@example.org\"";
  private static final String FOLDER = "\"/var/lib/waxseal/history\"";
  private static final String DATABASE = "\"jdbc:postgresql://db.example.org/mail?user=mx\"";
  private static final int SMTP = 25;

  private final InputFiles files;
  private final Problems warnings;

  ReportReader(InputFiles files, Problems warnings) {
    this.files = files;
    this.warnings = warnings;
  }

  /** Where mail is recorded; empty if that cannot be used, which is a problem. */
  Optional<HistorySettings> history(Section section) {
    Optional<Path> folder = section.text("folder", FOLDER).flatMap(files::path);
    Optional<String> database =
        section.text("database", DATABASE).flatMap(it -> database(section, it));
    int days = section.number("days", 1, 366, 14);
    section.close();
    if (section.has("folder") == section.has("database")) {
      section.problem(
          section.line(), "write one of: folder = " + FOLDER + ", database = " + DATABASE);
    }
    if (folder.isEmpty() && database.isEmpty()) {
      return Optional.empty();
    }
    HistorySettings settings = new HistorySettings(folder, database, days);
    settings
        .existing()
        .flatMap(ReportReader::obstacle)
        .ifPresent(it -> warnings.add(section.line("folder"), it));
    return Optional.of(settings);
  }

  private static Optional<String> database(Section section, Entry entry) {
    if (entry.text().startsWith("jdbc:")) {
      return Optional.of(entry.text());
    }
    section.problem(entry.line(), "database is not a URL of JDBC; write one such as " + DATABASE);
    return Optional.empty();
  }

  /** Why nothing can be recorded there. A warning: mail goes on without a history. */
  private static Optional<String> obstacle(Path there) {
    if (!Files.isDirectory(there)) {
      return Optional.of("[history]: nothing is recorded: " + there + " is not a folder");
    }
    return Files.isWritable(there)
        ? Optional.empty()
        : Optional.of("[history]: nothing is recorded: this user may not write to " + there);
  }

  /**
   * The settings of the sender; empty if they cannot be used, which is a problem.
   *
   * @param sign the keys, of which one has to be aligned with From
   * @param history where the reports come from; in its folder is the journal, if no other is named
   */
  Optional<ReportSettings> reports(
      Section section, Optional<SignSettings> sign, Optional<HistorySettings> history) {
    Optional<DomainName> domain = Values.domain(section, "domain");
    Optional<MailAddress> from =
        section.needed("from", ADDRESS).flatMap(it -> address(section, "from", it));
    Optional<MailAddress> sender =
        section.text("sender", ADDRESS).flatMap(it -> address(section, "sender", it));
    Optional<String> name = section.text("org-name", "\"Example\"").map(Entry::text);
    Optional<String> contact = section.text("extra-contact", "\"https://…\"").map(Entry::text);
    List<DomainName> never = Values.domains(section, "never").stream().map(DomainName::of).toList();
    Optional<Path> sendmail = section.text("sendmail", "\"" + SENDMAIL + "\"").flatMap(files::path);
    Optional<InetSocketAddress> relay =
        section.text("relay", "\"127.0.0.1:25\"").flatMap(it -> relay(section, it));
    Optional<Path> journal =
        section.text("journal", "\"/var/lib/waxseal/reports\"").flatMap(files::path);
    int rate = section.number("messages-per-minute", 1, 10_000, 60);
    section.close();
    if (section.has("sendmail") && section.has("relay")) {
      section.problem(section.line("relay"), "sendmail and relay exclude each other; remove one");
    }
    if (!section.has("journal") && history.filter(it -> it.folder().isEmpty()).isPresent()) {
      section.problem(
          section.line(), "journal is missing; add: journal = \"/var/lib/waxseal/reports\"");
    }
    Optional<SigningDomain> key = from.flatMap(it -> key(section, it.domain(), sign));
    if (domain.isEmpty() || from.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportSettings(
            new Reporter(domain.get(), name.orElse(domain.get().toString()), from.get(), contact),
            sender.orElse(from.get()),
            never,
            sendmail.orElse(SENDMAIL),
            relay,
            journal,
            rate,
            key.get().keys(),
            key.get().name()));
  }

  private static Optional<MailAddress> address(Section section, String key, Entry entry) {
    Optional<MailAddress> address = MailAddress.parse(entry.text());
    if (address.isEmpty()) {
      section.problem(
          entry.line(),
          key
              + ": "
              + Section.quoted(entry.text())
              + " is not a plain mail address; write one such as "
              + ADDRESS);
    }
    return address;
  }

  /** Reports of strangers' choosing go through the own mail server, never to theirs. */
  private static Optional<InetSocketAddress> relay(Section section, Entry entry) {
    try {
      InetSocketAddress address = Sockets.inet(entry.text(), SMTP);
      if (address.getAddress().isLoopbackAddress()) {
        return Optional.of(address);
      }
      section.problem(
          entry.line(),
          "relay is not an address of this machine; write one such as \"127.0.0.1:25\"");
    } catch (IllegalArgumentException e) {
      section.problem(entry.line(), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** The keys of the domain of From, or of one above it: both are aligned with it. */
  private static Optional<SigningDomain> key(
      Section section, DomainName from, Optional<SignSettings> sign) {
    Optional<SigningDomain> key =
        sign.stream()
            .flatMap(it -> it.known().stream())
            .filter(it -> from.isSameOrBelow(it.name()))
            .max(Comparator.comparingInt(it -> it.name().labelCount()));
    if (key.isEmpty()) {
      section.problem(
          section.line("from"),
          "no key in [sign] signs for " + from + "; reports have to pass DMARC themselves");
    }
    return key;
  }
}
