package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender that is killed again and again loses no report, and sends few of them twice. */
class ReportsSendKilledTest {

  private static final int DOMAINS = 12;
  private static final int KILLS = 5;
  private static final String AGAIN = "sent again";

  @TempDir Path folder;

  private Process started(Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waxseal.cli.Main",
            "reports",
            "send",
            "--config",
            folder.resolve("milter.toml").toString(),
            "--day",
            "2026-11-02",
            "--now",
            "2026-11-03T01:00:00Z")
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(out.toFile()))
        .start();
  }

  @Test
  void noneIsLostAndFewComeTwice() throws Exception {
    ReportingSite site = new ReportingSite(folder);
    for (int i = 0; i < DOMAINS; i++) {
      String domain = "d" + i + ".example";
      site.record(domain, "v=DMARC1; p=none; rua=mailto:x@" + domain + ",mailto:y@" + domain);
    }
    mailServer();
    Path out = folder.resolve("out");
    for (int kills = 1; kills <= KILLS; kills++) {
      Process process = started(out);
      while (process.isAlive() && mails().size() < 4 * kills) {
        Thread.sleep(5);
      }
      process.destroyForcibly().waitFor();
      Thread.sleep(300); // the mail server ends what it has begun
    }
    Process last = started(out);
    assertTrue(last.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, last.exitValue(), Files.readString(out));
    check(mails(), Files.readString(out));
  }

  /** A mail that is whole gets a name of its own; the mail server is not killed with its client. */
  private void mailServer() throws IOException {
    Files.createDirectory(folder.resolve("mails"));
    Path program =
        Files.writeString(
            folder.resolve("sendmail"),
            "#!/bin/sh\ncd %s\nsleep 0.02\n{ echo \"To-Path: $5\"; cat; } > mails/.$$ && mv mails/.$$ mails/$$.$5\nsleep 0.02\n"
                .formatted(folder));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private List<Path> mails() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("mails"))) {
      return files.filter(it -> !it.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static void check(List<Path> mails, String told) throws IOException {
    Map<String, List<String>> byAddress = new HashMap<>();
    for (Path mail : mails) {
      String text = Files.readString(mail, StandardCharsets.US_ASCII);
      assertTrue(text.endsWith("--\r\n"), mail + " was cut");
      byAddress
          .computeIfAbsent(line(text, "To-Path: "), address -> new ArrayList<>())
          .add(line(text, "Message-ID: ") + line(text, " Report-ID: ") + line(text, " filename="));
    }
    assertEquals(2 * DOMAINS, byAddress.size(), byAddress::toString);
    int twice = 0;
    Set<String> ids = new HashSet<>();
    for (List<String> names : byAddress.values()) {
      assertTrue(names.size() <= 2, names::toString);
      assertEquals(1, new HashSet<>(names).size(), names::toString);
      assertTrue(ids.add(names.get(0)), names::toString);
      twice += names.size() - 1;
    }
    long listed = told.lines().filter(it -> it.contains(AGAIN)).count();
    assertTrue(
        twice <= listed && listed <= KILLS, twice + " twice, " + listed + " listed: " + told);
  }

  private static String line(String text, String beginning) {
    return text.lines().filter(it -> it.startsWith(beginning)).findFirst().orElseThrow();
  }
}
