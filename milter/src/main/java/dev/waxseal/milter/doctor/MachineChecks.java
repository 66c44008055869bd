package dev.waxseal.milter.doctor;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.Entry;
import dev.waxseal.milter.config.HistorySettings;
import dev.waxseal.milter.config.Listen;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks that the daemon runs, can load what it needs, and that Postfix may connect to it. */
final class MachineChecks {

  private static final String PROVIDER = "crypto-provider";

  /** The user of the unit. */
  private static final String USER = "waxseal";

  private static final String ROOT = "root";

  private final Machine machine;
  private final FindingList findings = new FindingList(DoctorFinding.Place.MILTER);

  MachineChecks(Machine machine) {
    this.machine = machine;
  }

  List<DoctorFinding> findings(Configuration milter, Optional<PostfixConfiguration> postfix) {
    for (Listen listen : milter.listens()) {
      Optional<String> silence = machine.silence(listen.socket());
      if (silence.isPresent()) {
        findings.error(
            "no-daemon",
            "no milter answers at " + listen.name() + ": " + silence.get(),
            "systemctl restart waxseal-milter; journalctl -u waxseal-milter says why it ended");
      } else if (listen.socket() instanceof UnixDomainSocketAddress unix) {
        postfix.ifPresent(it -> rights(unix, it));
      }
    }
    milter
        .cryptoProvider()
        .map(Entry::text)
        .ifPresent(name -> machine.providers().ifPresent(folder -> provider(name, folder)));
    milter.history().ifPresent(it -> history(milter, it));
    return findings.all();
  }

  private void history(Configuration milter, HistorySettings history) {
    String user =
        milter
            .stateFile()
            .flatMap(DaemonState::read)
            .flatMap(it -> machine.user(it.pid()))
            .orElse(USER);
    Optional<String> denial =
        history
            .existing()
            .filter(any -> !user.equals(ROOT))
            .flatMap(it -> machine.denial(it, user));
    denial.ifPresent(
        it ->
            findings.warn(
                "history-rights",
                "the user "
                    + user
                    + " may not write to "
                    + history.place()
                    + ", so nothing is recorded for reports: "
                    + it,
                "install -d -o " + user + " -m 0750 " + history.place()));
  }

  /** Only a program that takes jars from that folder, too, can tell that the provider is bad. */
  private void provider(String name, Path folder) {
    Optional<String> risk = machine.risk(folder);
    if (risk.isPresent()) {
      findings.error(
          PROVIDER,
          "the daemon does not start with WAXSEAL_PROVIDERS=" + folder + ": " + risk.get(),
          "the folder and the jar in it belong to root, and nobody else may write to them: chmod"
              + " -R go-w "
              + folder);
    } else if (machine.triesProviders(folder)) {
      try {
        Crypto.named(name);
      } catch (IllegalArgumentException e) {
        findings.error(
            PROVIDER,
            "the daemon does not start with crypto-provider = \"" + name + "\": " + e.getMessage(),
            "put the right jar into " + folder + ", or remove the line");
      }
    }
  }

  private void rights(UnixDomainSocketAddress socket, PostfixConfiguration postfix) {
    String user = postfix.parameter("mail_owner").orElse("postfix");
    machine
        .denial(socket.getPath(), user)
        .ifPresent(
            denial ->
                findings.error(
                    "socket-rights",
                    "the user " + user + " may not connect to " + socket.getPath() + ": " + denial,
                    "in milter.toml a socket in /var/spool/postfix/waxseal, which the unit makes for"
                        + " the group of Postfix, with mode = \"0660\"; systemctl restart"
                        + " waxseal-milter"));
  }
}
