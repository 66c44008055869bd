package dev.waxseal.milter.doctor;

import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.VerifySettings;
import java.util.List;

/** Checks that the daemon uses the current files, by its state file. */
final class StateChecks {

  private static final String RELOAD = "systemctl reload waxseal-milter, which says why";

  private final Configuration milter;
  private final FindingList findings = new FindingList(DoctorFinding.Place.MILTER);

  StateChecks(Configuration milter) {
    this.milter = milter;
  }

  /** The state file of a daemon that is gone, or has another configuration, is ignored. */
  List<DoctorFinding> findings() {
    milter
        .stateFile()
        .flatMap(DaemonState::read)
        .filter(it -> it.configuration().equals(milter.files().get(0).toAbsolutePath()))
        .filter(DaemonState::isAlive)
        .ifPresent(this::check);
    return findings.all();
  }

  private void check(DaemonState state) {
    milter
        .verify()
        .flatMap(VerifySettings::seal)
        .ifPresent(seal -> keys(state, "verify", seal.domain(), List.of(seal.key())));
    milter.seal().ifPresent(seal -> keys(state, "seal", seal.domain(), seal.keys()));
    milter
        .sign()
        .ifPresent(sign -> sign.known().forEach(it -> keys(state, "sign", it.name(), it.keys())));
    if (state.isRefused()) {
      findings.error(
          "refused",
          "the daemon has refused the configuration in the files since "
              + state.refusal().orElseThrow().since()
              + ": "
              + String.join("; ", state.refusal().orElseThrow().reasons()),
          RELOAD);
    } else if (!state.isUpToDate() && findings.all().isEmpty()) {
      findings.error(
          "not-in-force",
          "the files have changed, but the daemon still uses the configuration of " + state.since(),
          RELOAD);
    }
  }

  private void keys(DaemonState state, String role, DomainName domain, List<SelectedKey> keys) {
    for (SelectedKey key : keys) {
      DaemonState.Key wanted =
          new DaemonState.Key(
              role, domain.toString(), key.selector(), key.publicKeySha256().orElse(""));
      if (!state.keys().contains(wanted)) {
        findings.error(
            "key-not-in-force",
            "the daemon does not sign with the key in the file for "
                + key.selector()
                + "._domainkey."
                + domain,
            RELOAD);
      }
    }
  }
}
