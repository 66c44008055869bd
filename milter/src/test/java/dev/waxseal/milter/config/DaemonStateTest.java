package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonStateTest {

  private static final Instant SINCE = Instant.parse("2026-01-02T03:04:00Z");

  private final Path folder;

  DaemonStateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private DaemonState state(long pid, Optional<DaemonState.Refusal> refusal) throws IOException {
    Path odd = Files.createFile(folder.resolve("a \"file\" of \\ \u00e4"));
    return new DaemonState(
        "1.0",
        pid,
        folder.resolve("milter.toml"),
        SINCE,
        FileStamps.of(List.of(odd, folder.resolve("missing"))).stamps(),
        List.of("inet:127.0.0.1:8891", "unix:/run/s"),
        List.of(new DaemonState.Key("sign", "example.org", "s1", "00ff")),
        refusal);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    DaemonState state =
        state(
            ProcessHandle.current().pid(),
            Optional.of(
                new DaemonState.Refusal(
                    SINCE, List.of("a \"b\"", "c\\d"), Map.of(Path.of("/x"), "not there"))));
    Path file = folder.resolve("state");
    state.write(file);
    state.write(file);
    assertEquals(Optional.of(state), DaemonState.read(file));
    assertTrue(state.isAlive() && state.isUpToDate() && state.isRefused());
    Files.writeString(folder.resolve("missing"), "now it is there");
    assertFalse(state.isUpToDate());
    assertFalse(Files.exists(folder.resolve("state.new")));
  }

  @Test
  void whatIsNoStateIsNone() throws IOException {
    assertEquals(Optional.empty(), DaemonState.read(folder.resolve("missing")));
    for (String text : List.of("", "pid = 1", "pid = \"1\"", "\u0000", "key = 1\npid = 1", "= =")) {
      Path file = Files.writeString(folder.resolve("state"), text);
      assertEquals(Optional.empty(), DaemonState.read(file), text);
    }
    DaemonState state = state(4_000_000_000L, Optional.empty());
    assertFalse(state.isAlive() || state.isRefused());
  }
}
