package dev.waxseal.cli;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.Listen;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code waxseal milter}: checks the configuration of the daemon beside a mail server. */
final class MilterCommand implements Command {

  /** What it looks like. */
  static Syntax syntax() {
    return Syntax.of("milter", new MilterCommand())
        .about("Checks the configuration of the daemon that runs beside a mail server.")
        .needed("--config", "FILE", "The configuration; milter/packaging/milter.toml explains it.")
        .flag("--check", "Only read the configuration and the keys, and say what is wrong.")
        .examples(
            "  waxseal milter --config /etc/waxseal/milter.toml --check",
            "",
            "Exit status: 0 nothing is wrong, 64 usage, 66 no such file,",
            "78 the configuration or a key cannot be used.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    if (!arguments.has("--check")) {
      throw arguments.wrong("--check is all that can be done yet");
    }
    String name = arguments.value("--config").orElseThrow();
    Path file = MessageSource.path(name);
    try {
      return checked(Configuration.read(file), terminal);
    } catch (ConfigurationException e) {
      e.sentences().forEach(terminal::problem);
      return e.isUnreadable() ? ExitStatus.NO_INPUT : ExitStatus.CONFIGURATION;
    }
  }

  private static ExitStatus checked(Configuration configuration, Terminal terminal) {
    configuration.warningSentences().forEach(w -> terminal.problem("warning: " + w));
    terminal.out().println("nothing is wrong; it would listen on");
    for (Listen listen : configuration.listens()) {
      String roles =
          new TreeMap<>(listen.roles())
              .entrySet().stream()
                  .map(role -> daemon(role.getKey()) + role.getValue().word())
                  .collect(Collectors.joining(", "));
      terminal.out().println("  " + SafeText.of(listen.name() + "  " + roles));
    }
    return ExitStatus.OK;
  }

  private static String daemon(String name) {
    return name.equals(Listen.ANY) ? "" : name + ": ";
  }
}
