package examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples on the first pages of packages compile as they stand. */
class FirstPagesTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\n(.*?) \\* }</pre>", Pattern.DOTALL);

  private static final String AROUND =
      """
      import dev.waxseal.dkim.*;
      import dev.waxseal.dns.*;
      import dev.waxseal.mime.*;
      import dev.waxseal.pass.*;
      import java.io.OutputStream;
      import java.nio.file.Path;
      class Example {
        static void run(byte[] message, String pem, OutputStream out) throws Exception {
      %s
        }
        static void log(String line) {}
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"dkim", "pass"})
  void theExampleCompiles(String room, @TempDir Path folder) throws IOException {
    Path page =
        Path.of(
                System.getProperty("waxseal.root", "../.."),
                room,
                "src/main/java/dev/waxseal",
                room)
            .resolve("package-info.java");
    Matcher example = EXAMPLE.matcher(Files.readString(page, UTF_8));
    assertEquals(true, example.find(), page::toString);
    String code =
        example.group(1).lines().map(line -> line.substring(2)).collect(Collectors.joining("\n"));
    Path source = Files.writeString(folder.resolve("Example.java"), AROUND.formatted(code), UTF_8);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, status, said::toString);
  }
}
