package dev.waxseal.milter.config;

import java.util.List;
import java.util.Optional;

/**
 * Checks that a port which verifies or signs has clients of both kinds, told apart without doubt.
 * For one thread, used once.
 */
final class OnePort {

  private final Section top;
  private final Problems warnings;

  OnePort(Section top, Problems warnings) {
    this.top = top;
    this.warnings = warnings;
  }

  void check(List<Listen> listens, Optional<VerifySettings> verify, Optional<SignSettings> sign) {
    if (listens.stream().noneMatch(it -> it.roles().containsValue(RoleName.VERIFY_OR_SIGN))
        || verify.isEmpty()
        || sign.isEmpty()) {
      return;
    }
    Section section = top.section("sign").orElseThrow();
    if (sign.get().signForAnybody()) {
      section.problem(
          section.line("sign-for-anybody"),
          "with sign-for-anybody, the role \"verify-or-sign\" would verify nobody; remove it, and"
              + " name clients in networks");
    }
    for (Network own : sign.get().networks()) {
      if (verify.get().exempt().networks().stream().anyMatch(own::overlaps)) {
        warnings.add(
            section.line("networks"),
            "[sign]: "
                + own
                + " is in exempt-networks, too: what comes from there is signed and not judged; a"
                + " backup MX, which hands on the mail of strangers, must not be in networks");
      }
    }
  }
}
