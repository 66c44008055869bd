package dev.waxseal.cli.command;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.milter.MilterDaemon;
import dev.waxseal.milter.SystemdService;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.Listen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code waxseal milter}: runs the daemon beside a mail server. */
public final class MilterCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    return Syntax.of("milter", new MilterCommand())
        .about("Runs beside a mail server: verifies, signs and seals its mail.")
        .needed("--config", "FILE", "The configuration; milter/packaging/milter.toml explains it.")
        .flag("--check", "Only read the configuration and the keys, and report problems.")
        .flag("--reloaded", "Wait until the running daemon has applied the current files.")
        .flag(
            "--dry-run",
            "Change and refuse nothing; a field X-Waxseal-Dry-Run says what would happen.")
        .examples(
            "  waxseal milter --config /etc/waxseal/milter.toml --check",
            "  waxseal milter --config /etc/waxseal/milter.toml",
            "",
            "It stays in the foreground and logs one line per message to standard error. It reads",
            "configuration and keys again once a file has changed and then stayed unchanged for a",
            "second; what cannot be used is not applied, and the log says why. SIGHUP is not needed",
            "and is ignored. SIGTERM ends it after the messages at hand.",
            "",
            "Exit status: 0 ended by SIGTERM, nothing is wrong, or it is in force; 64 usage, 66 no",
            "such file, 69 cannot listen, or no daemon answers for the files, 70 an unrecoverable",
            "error, 78 the configuration or a key cannot be used.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    String name = arguments.value("--config").orElseThrow();
    Path file = MessageSource.path(name);
    try {
      if (arguments.has("--reloaded")) {
        return new Reload(file).awaited(terminal);
      }
      return arguments.has("--check")
          ? checked(Configuration.read(file), terminal)
          : served(file, arguments.has("--dry-run"), terminal);
    } catch (ConfigurationException e) {
      e.sentences().forEach(terminal::problem);
      return e.isUnreadable() ? ExitStatus.NO_INPUT : ExitStatus.CONFIGURATION;
    }
  }

  private static ExitStatus checked(Configuration configuration, Terminal terminal)
      throws ConfigurationException {
    configuration.crypto();
    configuration.warningSentences().forEach(w -> terminal.problem("warning: " + w));
    terminal.out().println("no problems; it would listen on");
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

  private static ExitStatus served(Path file, boolean dryRun, Terminal terminal)
      throws ConfigurationException {
    Map<String, String> environment = System.getenv();
    LogOutput log = LogOutput.of(terminal.err(), environment, Clock.systemUTC());
    try (MilterDaemon daemon = MilterDaemon.start(file, dryRun, log)) {
      Thread.setDefaultUncaughtExceptionHandler(daemon::endedThread);
      SystemdService service = SystemdService.of(daemon, environment);
      Thread drain = new Thread(() -> drain(daemon, service), "drain");
      Runtime.getRuntime().addShutdownHook(drain);
      service.ready();
      daemon.await();
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitStatus.OK;
  }

  /** Java exits with 143 on SIGTERM; service managers expect 0. */
  private static void drain(MilterDaemon daemon, SystemdService service) {
    service.close();
    daemon.close();
    Runtime.getRuntime().halt(ExitStatus.OK.code());
  }
}
