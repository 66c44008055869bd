package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.Listen;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Optional;

/** Checks that the daemon runs and that Postfix may connect to it. */
final class MachineChecks {

  private final Machine machine;
  private final FindingList findings = new FindingList(DoctorFinding.Place.MILTER);

  MachineChecks(Machine machine) {
    this.machine = machine;
  }

  List<DoctorFinding> findings(List<Listen> listens, Optional<PostfixConfiguration> postfix) {
    for (Listen listen : listens) {
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
    return findings.all();
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
                    "usermod -a -G waxseal "
                        + user
                        + ", mode = \"0660\" in milter.toml, and systemctl restart postfix"));
  }
}
