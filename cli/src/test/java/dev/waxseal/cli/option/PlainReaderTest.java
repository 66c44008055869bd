package dev.waxseal.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.command.LookupDkimCommand;
import dev.waxseal.cli.command.SealCommand;
import dev.waxseal.cli.command.SignCommand;
import dev.waxseal.cli.command.VerifyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link PlainReader} reads, {@link CommandModel} reads in the same way. */
class PlainReaderTest {

  private static final List<String> WORDS =
      List.of(
          "a.eml", "-", "x=y", "", "--", "-h", "--help", "-V", "-x", "@file", "'q'", "\"q\"", "a b",
          "verify");

  private final Random random = new Random(17);

  @Test
  void plainLinesMeanTheSameInTheModel() {
    int plain = 0;
    for (Syntax syntax :
        List.of(
            VerifyCommand.syntax(),
            SignCommand.syntax(),
            SealCommand.syntax(),
            LookupDkimCommand.syntax())) {
      for (int i = 0; i < 2000; i++) {
        List<String> line = line(syntax);
        Optional<Arguments> arguments = PlainReader.read(syntax, line);
        if (arguments.isPresent()) {
          plain++;
          assertEquals(
              text(syntax, arguments.get()), text(syntax, byModel(syntax, line)), line.toString());
        }
      }
    }
    assertTrue(plain > 500, plain + " lines were plain");
  }

  @Test
  void usualLinesArePlain() {
    Syntax verify = VerifyCommand.syntax();
    for (String line :
        List.of("a", "- --json", "--dns-zone z --dns-zone=y a b", "--jobs 8 --mbox a")) {
      assertTrue(PlainReader.read(verify, List.of(line.split(" ", -1))).isPresent(), line);
    }
  }

  private List<String> line(Syntax syntax) {
    List<String> line = new ArrayList<>();
    for (Syntax.Option option : syntax.options()) {
      if (option.needed() && random.nextInt(20) > 0) {
        line.addAll(List.of(option.name(), "v"));
      }
    }
    int more = random.nextInt(5);
    for (int i = 0; i < more; i++) {
      Syntax.Option option = syntax.options().get(random.nextInt(syntax.options().size()));
      String word = WORDS.get(random.nextInt(WORDS.size()));
      switch (random.nextInt(5)) {
        case 0 -> line.add(option.name());
        case 1 -> line.add(option.name() + "=" + word);
        case 2 -> line.addAll(List.of(option.name(), "w" + i));
        case 3 -> line.addAll(List.of(option.name(), word));
        default -> line.add(word);
      }
    }
    return line;
  }

  private static Arguments byModel(Syntax syntax, List<String> line) {
    List<Arguments> seen = new ArrayList<>();
    StringWriter problems = new StringWriter();
    CommandModel.Program program =
        new CommandModel.Program() {
          @Override
          public String version() {
            return "";
          }

          @Override
          public int run(Command command, Arguments arguments, String name) {
            seen.add(arguments);
            return 0;
          }

          @Override
          public void problem(String sentence) {
            problems.write(sentence);
          }

          @Override
          public int misused() {
            return 64;
          }
        };
    int status =
        new CommandModel(program)
            .commandLine(syntax, 80, false)
            .setOut(new PrintWriter(problems))
            .execute(line.toArray(String[]::new));
    assertEquals(0, status, line + ": " + problems);
    assertEquals(1, seen.size(), line.toString());
    return seen.get(0);
  }

  private static String text(Syntax syntax, Arguments arguments) {
    StringBuilder text = new StringBuilder().append(arguments.positionals());
    for (Syntax.Option option : syntax.options()) {
      text.append(' ').append(option.name()).append(arguments.has(option.name()));
      if (option.kind() != Syntax.Kind.FLAG) {
        text.append(arguments.values(option.name()));
      }
    }
    return text.toString();
  }
}
