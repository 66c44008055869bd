package dev.waxseal.milter.config;

import dev.waxseal.authres.AuthservIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the MX hands mail over. For one thread, used once. */
final class HandoverReader {

  /** Postfix keeps a message for five days; a day more for its last attempts. */
  private static final int SIX_DAYS = 144;

  private static final int MOST_HOURS = 720;

  private final Section top;
  private final Section section;
  private final Keys keys;

  HandoverReader(Section top, Section section, Keys keys) {
    this.top = top;
    this.section = section;
    this.keys = keys;
  }

  HandoverSettings read() {
    List<Action> missing = List.of(Action.ACCEPT, Action.TEMPFAIL, Action.REJECT);
    HandoverSettings settings =
        new HandoverSettings(
            Values.id(section, "authserv-id"),
            Values.ids(section, "other-ids", section.texts("other-ids", "[\"mx.example.org\"]")),
            new SealersReader(section, "sealers", keys).needed(),
            Duration.ofHours(section.number("max-age-hours", 1, MOST_HOURS, SIX_DAYS)),
            section.choice("on-missing", missing, Action::word, Action.ACCEPT),
            Values.onError(section, Action.ACCEPT));
    section.close();
    return settings;
  }

  /**
   * Checks the id: what others write under it would be taken for what was checked; and unless
   * {@code [seal]} trusts it, nothing is sealed.
   */
  void check(
      HandoverSettings settings,
      Optional<VerifySettings> verify,
      Optional<SignSettings> sign,
      Optional<SealSettings> seal) {
    List<String> others = new ArrayList<>();
    verify.ifPresent(it -> others.add(it.authservId()));
    verify.ifPresent(it -> others.addAll(it.submissionIds()));
    sign.flatMap(SignSettings::submissionId).ifPresent(others::add);
    seal.ifPresent(it -> others.add(it.authservId()));
    String id = settings.authservId();
    if (AuthservIds.of(others).contains(id)) {
      section.problem(
          section.line("authserv-id"),
          "authserv-id is "
              + Section.quoted(id)
              + ", which is an id of another role; give the handover one that nothing else"
              + " writes, such as \"handover.lists.example.org\"");
    } else if (seal.filter(it -> !AuthservIds.of(it.trustedIds()).contains(id)).isPresent()) {
      top.section("seal")
          .ifPresent(
              it ->
                  it.problem(
                      it.line("trusted-ids"),
                      "trusted-ids lacks the id of [handover], so nothing is sealed; write"
                          + " trusted-ids = ["
                          + Section.quoted(id)
                          + "]"));
    }
  }
}
