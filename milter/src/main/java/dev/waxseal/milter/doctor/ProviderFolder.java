package dev.waxseal.milter.doctor;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that the daemon takes the jar of a security provider from. */
final class ProviderFolder {

  private static final String VARIABLE = "WAXSEAL_PROVIDERS";
  private static final Pattern SETTING = Pattern.compile("[= \"]" + VARIABLE + "=([^\" \n]+)");
  private static final List<String> SYSTEMCTL =
      List.of("systemctl", "show", "--property=Environment", "waxseal-milter");

  private ProviderFolder() {}

  /** The folder that the service of the daemon names, or else that this program was given. */
  static Optional<Path> find(long seconds) {
    return ofService(environment(seconds)).or(ProviderFolder::given);
  }

  /** The folder that this program was given. */
  static Optional<Path> given() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it).toAbsolutePath());
  }

  /** The folder in a line of systemd, {@code Environment=…}. */
  static Optional<Path> ofService(String line) {
    return Optional.of(SETTING.matcher(line)).filter(Matcher::find).map(it -> Path.of(it.group(1)));
  }

  /** The line of systemd; empty if there is no such service. */
  private static String environment(long seconds) {
    try {
      Process process =
          new ProcessBuilder(SYSTEMCTL).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      process.onExit().completeOnTimeout(process, seconds, TimeUnit.SECONDS).join();
      process.destroyForcibly(); // closes the stream, too
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * The reason why the launcher takes nothing from a folder, if it has one; owners are not seen.
   */
  static Optional<String> risk(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of(folder + " is not a folder");
    }
    try {
      for (Path each : folderAndJars(folder)) {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(each);
        if (rights.contains(GROUP_WRITE) || rights.contains(OTHERS_WRITE)) {
          return Optional.of("others may write to " + each);
        }
      }
      return Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // it cannot be told
    }
  }

  private static List<Path> folderAndJars(Path folder) throws IOException {
    List<Path> all = new ArrayList<>(List.of(folder));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(it -> it.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .forEach(all::add);
    }
    return all;
  }
}
