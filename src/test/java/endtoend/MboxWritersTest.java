package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.mime.Canonicalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code waxseal verify --mbox} reads of the mboxes that mail programs write: the table in
 * {@code README.md} is what it says. Each mbox has a message with lines that the program quotes, or
 * does not, and one behind it; both are signed three times, in different canonical forms.
 */
class MboxWritersTest {

  /** What the columns of the table are about: lines in the body of the first message. */
  private static final List<String> LINES =
      List.of(
          "From here\n",
          ">From there\n",
          "From here\n>From there\n",
          "From ann@author.example Sun Nov 29 10:00:00 2026\n");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]+ \\| [^|]+ \\|((?: (?:yes|no) \\|){4})$");

  private static final Pattern VERDICT =
      Pattern.compile("\\{\"file\":\"([^\"]*)\".*\"dkim\":\\[(.*)],\"arc\":.*");

  /** All passes, something fails, something is no message. */
  private static final Set<Integer> ENDINGS = Set.of(0, 1, 65);

  private final Site site = new Site();
  private final Path directory;

  MboxWritersTest() throws IOException {
    directory = Files.createTempDirectory("waxseal-mbox");
  }

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    site.write(directory);
  }

  @AfterEach
  void delete() {
    Lab.deleteAll(directory);
  }

  static List<Arguments> rows() throws IOException {
    String text = Files.readString(Programs.script("README.md"), UTF_8);
    return ROW.matcher(text)
        .results()
        .map(row -> Arguments.of(new MboxWriter(row.group(1)), row.group(2).strip()))
        .toList();
  }

  @Test
  void theTableIsThere() throws IOException {
    assertEquals(16, rows().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isReadAsTheTableSays(MboxWriter writer, String expected) throws Exception {
    Optional<String> obstacle = Programs.obstacle(writer.program(), writer.packageName());
    obstacle.ifPresent(line -> System.out.println("mbox writers: skipped: " + line));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    assumeTrue(System.getProperty("user.name", "").equals("root"), "has to be run as root");
    List<String> boxes = new ArrayList<>();
    for (String lines : LINES) {
      Path folder = directory.resolve(Integer.toString(boxes.size()));
      List<String> messages = List.of(signed("Hello\n\n" + lines + "\n\n"), signed("Bye\n"));
      boxes.add(writer.write(folder, messages).toString());
    }
    List<MatchResult> verdicts = verdicts(boxes);
    List<String> found =
        boxes.stream().map(box -> isReadRight(box, verdicts) ? "yes |" : "no |").toList();
    assertEquals(expected, String.join(" ", found), () -> contents(boxes));
  }

  /** Whether there are two messages, and all their signatures pass. */
  private static boolean isReadRight(String box, List<MatchResult> verdicts) {
    List<MatchResult> own = verdicts.stream().filter(it -> it.group(1).equals(box)).toList();
    return own.size() == 2
        && own.stream().allMatch(it -> it.group(2).split("\"result\":\"pass\"", -1).length == 4);
  }

  private List<MatchResult> verdicts(List<String> boxes) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.waxseal.cli.Main"));
    command.addAll(List.of("verify", "--no-diagnosis", "--json", "--mbox"));
    command.addAll(List.of("--dns-zone", directory.resolve("zone").toString()));
    command.addAll(boxes);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(ENDINGS.contains(process.waitFor()), output);
    return output.lines().flatMap(line -> VERDICT.matcher(line).results()).toList();
  }

  /** A message with LF at the end of each line, signed in three combinations of the forms. */
  private String signed(String body) {
    String message = Letter.to("bob@" + Site.MEMBERS).withBody(body.replace("\n", "\r\n")).text();
    StringBuilder fields = new StringBuilder();
    for (Canonicalization header : Canonicalization.values()) {
      for (Canonicalization text : Canonicalization.values()) {
        if (header == Canonicalization.RELAXED || text == Canonicalization.SIMPLE) {
          fields.append(site.signature(Site.AUTHOR, header, text, message)).append("\r\n");
        }
      }
    }
    return (fields + message).replace("\r\n", "\n");
  }

  private static String contents(List<String> boxes) {
    return Stream.of(boxes.toArray(String[]::new))
        .map(box -> Daemon.read(Path.of(box)))
        .reduce("", (a, b) -> a + "\n-----\n" + b);
  }
}
