package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual page has what the help has. */
class ManualTest {

  private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-., )?(--[a-z-]+)");

  @Test
  void eachCommandStandsThereWithItsOptions(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("waxseal.1");
    Manual.main(new String[] {file.toString(), "1.2.3"});
    String page = Files.readString(file);
    assertTrue(page.startsWith(".TH WAXSEAL 1 \"\" \"waxseal 1.2.3\"\n"), page);
    int options = 0;
    for (String command :
        List.of(
            "verify",
            "sign",
            "seal",
            "keygen",
            "milter",
            "doctor",
            "lookup dkim",
            "reports ready",
            "reports send")) {
      int begin = page.indexOf(".SS waxseal " + command + "\n");
      assertTrue(begin >= 0, command);
      int end = page.indexOf("\n.S", begin + 1);
      String section = page.substring(begin, end);
      CliRun help = CliRun.of((Object[]) (command + " --help").split(" ", -1));
      assertEquals(0, help.status(), help.err());
      Matcher option = OPTION.matcher(help.octets());
      while (option.find()) {
        String name = option.group(1).replace("-", "\\-");
        if (!name.equals("\\-\\-help") && !name.equals("\\-\\-version")) {
          assertTrue(section.contains("\n\\fB" + name + "\\fR"), option.group(1) + section);
          options++;
        }
      }
    }
    assertTrue(options > 40, "options: " + options);
  }
}
