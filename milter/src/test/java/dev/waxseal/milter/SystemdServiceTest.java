package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SystemdServiceTest {

  private final Path said;
  private final String path;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final Map<String, String> environment;

  /** In the place of systemd-notify, a program that writes down what it is to say. */
  SystemdServiceTest(@TempDir Path folder) throws IOException {
    this.said = Files.createFile(folder.resolve("said"));
    program(folder, "echo \"$NOTIFY_SOCKET $*\" >> " + said);
    this.path = folder.toString();
    this.environment =
        Map.of(
            "PATH",
            path,
            "NOTIFY_SOCKET",
            "/socket",
            "WATCHDOG_USEC",
            "90000",
            "WATCHDOG_PID",
            String.valueOf(ProcessHandle.current().pid()));
  }

  private static void program(Path folder, String script) throws IOException {
    Path program = folder.resolve("systemd-notify");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private SystemdService service(Map<String, String> environment) {
    return SystemdService.of(environment, alive::get, warnings::add);
  }

  private List<String> said() throws IOException {
    return Files.readAllLines(said);
  }

  @Test
  void itSaysThatItIsReadyThatItLivesAndThatItEnds() throws Exception {
    try (SystemdService service = service(environment)) {
      service.ready();
      assertEquals("/socket READY=1", said().get(0));
      while (Collections.frequency(said(), "/socket WATCHDOG=1") < 3) {
        Thread.sleep(10);
      }
    }
    assertTrue(said().contains("/socket STOPPING=1"), said().toString());
    assertEquals(List.of(), warnings);
  }

  /** The thread that asks is seen to have asked, so that silence is more than slowness. */
  @Test
  void whatIsNotAliveGivesNoSign() throws Exception {
    List<Boolean> asked = new CopyOnWriteArrayList<>();
    try (SystemdService service =
        SystemdService.of(
            environment,
            () -> {
              asked.add(true);
              return false;
            },
            warnings::add)) {
      service.ready();
      while (asked.size() < 3) {
        Thread.sleep(10);
      }
      assertEquals(List.of("/socket READY=1"), said());
    }
  }

  @Test
  void withoutSystemdNothingIsSaid() throws Exception {
    try (SystemdService service = service(Map.of("PATH", path))) {
      service.ready();
    }
    assertEquals(List.of(), said());
    assertEquals(List.of(), warnings);
  }

  @Test
  void whatCannotBeSaidIsAWarning(@TempDir Path folder) throws Exception {
    program(folder, "exit 1");
    Map<String, String> failing = Map.of("PATH", folder.toString(), "NOTIFY_SOCKET", "/socket");
    service(failing).ready();
    assertTrue(warnings.get(0).contains("was not notified of READY=1"), warnings.toString());
    assertFalse(said().contains("READY"));
  }

  @Test
  void theWatchdogOfAnotherProcessIsNotOurs() {
    assertEquals(
        Optional.of(Duration.ofSeconds(60)),
        SystemdService.watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "7"), 7));
    assertEquals(
        Optional.of(Duration.ofSeconds(60)),
        SystemdService.watchdog(Map.of("WATCHDOG_USEC", "60000000"), 7));
    for (Map<String, String> environment :
        List.of(
            Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "8"),
            Map.of("WATCHDOG_USEC", "0"),
            Map.of("WATCHDOG_USEC", "soon"),
            Map.of("WATCHDOG_PID", "7"))) {
      assertEquals(Optional.empty(), SystemdService.watchdog(environment, 7));
    }
  }
}
