package dev.waxseal.cli;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.history.ReportHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A receiver with a history, a configuration, keys, a zone, and a program in place of sendmail. */
final class ReportingSite {

  private final Path folder;
  private final Path configuration;

  ReportingSite(Path folder) throws Exception {
    this.folder = folder;
    this.configuration = folder.resolve("milter.toml");
    SigningKey.Generated key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
    Path pem = Files.writeString(folder.resolve("s1.pem"), key.pem());
    Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
    zone("s1._domainkey.mx.example. TXT \"" + key.key().keyRecord().orElseThrow() + "\"\n");
    Files.writeString(
        configuration,
        """
        [[listen]]
        socket = "inet:127.0.0.1:8891"
        role = "sign"
        [sign]
        [[sign.domain]]
        name = "mx.example"
        keys = [ { selector = "s1", file = "s1.pem" } ]
        [history]
        folder = "history"
        [reports]
        domain = "mx.example"
        from = "reports@mx.example"
        never = ["never.example"]
        sendmail = "sendmail"
        messages-per-minute = 10000
        [dns]
        zone = "zone"
        """);
    sendmailEndsWith(0);
  }

  private void zone(String key) throws IOException {
    Files.writeString(
        folder.resolve("zone"),
        key + "_dmarc.mx.example. TXT \"v=DMARC1; p=reject\"\nx.far.example. TXT \"x\"\n");
  }

  void zoneWithoutKey() throws IOException {
    zone("");
  }

  /** A program that writes down how it was called, and keeps the last mail. */
  void sendmailEndsWith(int status) throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("sendmail"),
            "#!/bin/sh\ncd %s\necho \"$*\" >> calls\ncat > mail\necho said >&2\nexit %d\n"
                .formatted(folder, status));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  void relay(int port) throws IOException {
    edit("sendmail = \"sendmail\"", "relay = \"127.0.0.1:" + port + "\"");
  }

  void withoutSection(String name) throws IOException {
    edit("[" + name + "]\nfolder = \"history\"\n", "");
  }

  private void edit(String before, String after) throws IOException {
    Files.writeString(configuration, Files.readString(configuration).replace(before, after));
  }

  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** A message that fails, without a signature and SPF. */
  void record(String domain, String policy) throws IOException {
    DomainName name = DomainName.of(domain);
    try (ReportHistory history = ReportHistory.inFolder(folder.resolve("history"))) {
      history.append(
          new HistoryEntry(
              Instant.parse("2026-11-02T10:00:00Z"),
              name,
              policy,
              PolicyTag.P,
              InetAddress.getByName("192.0.2.1"),
              name,
              Optional.of(domain),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              DmarcStatus.FAIL,
              Disposition.NONE,
              Optional.empty()));
    }
  }

  CliRun send(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("reports", "send", "--config", configuration));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray());
  }
}
