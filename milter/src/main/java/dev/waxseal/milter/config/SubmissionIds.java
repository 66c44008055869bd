package dev.waxseal.milter.config;

import dev.waxseal.authres.AuthservIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that ids of submission differ from those of verifying services: a result of the MX is
 * worth more than the authentication of a client. For one thread, used once.
 */
final class SubmissionIds {

  private final Section top;

  SubmissionIds(Section top) {
    this.top = top;
  }

  void check(
      Optional<VerifySettings> verify, Optional<SignSettings> sign, Optional<SealSettings> seal) {
    List<String> others = new ArrayList<>();
    verify.ifPresent(settings -> others.add(settings.authservId()));
    verify.ifPresent(settings -> others.addAll(settings.otherIds()));
    seal.ifPresent(settings -> others.add(settings.authservId()));
    AuthservIds taken = AuthservIds.of(others);
    List<String> written = sign.flatMap(SignSettings::submissionId).stream().toList();
    List<String> kept = verify.map(VerifySettings::submissionIds).orElse(List.of());
    written.stream().filter(taken::contains).forEach(id -> refuse("sign", "submission-id", id));
    kept.stream().filter(taken::contains).forEach(id -> refuse("verify", "submission-ids", id));
  }

  private void refuse(String name, String key, String id) {
    String text =
        key
            + " names "
            + Section.quoted(id)
            + ", which is an id of [verify] or [seal]; give submission an id of its own";
    top.section(name).ifPresent(section -> section.problem(section.line(key), text));
  }
}
