package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;

/** Reads how inbound mail is verified. For one thread, used once. */
final class VerifyReader {

  private static final String SUBMISSION = "[\"submission.example.org\"]";

  private final Section section;
  private final Keys keys;
  private final FormReader forms;
  private final Problems warnings;

  VerifyReader(Section section, Keys keys, FormReader forms, Problems warnings) {
    this.section = section;
    this.keys = keys;
    this.forms = forms;
    this.warnings = warnings;
  }

  VerifySettings read() {
    List<Action> quarantine = List.of(Action.ACCEPT, Action.HOLD);
    List<Action> reject = List.of(Action.ACCEPT, Action.HOLD, Action.REJECT);
    List<Action> defer = List.of(Action.ACCEPT, Action.TEMPFAIL);
    VerifySettings settings =
        new VerifySettings(
            Values.id(section, "authserv-id"),
            Values.ids(section, "other-ids", section.texts("other-ids", "[\"example.org\"]")),
            Values.ids(section, "submission-ids", section.texts("submission-ids", SUBMISSION)),
            Values.networks(section, "submission-hosts"),
            Values.domains(section, "trusted-sealers"),
            section.section("seal").flatMap(this::seal),
            section.choice("on-quarantine", quarantine, Action::word, Action.ACCEPT),
            section.choice("on-reject", reject, Action::word, Action.ACCEPT),
            section.choice("on-defer", defer, Action::word, Action.ACCEPT),
            Values.onError(section, Action.ACCEPT),
            Values.minimumKeyBits(section),
            Exemptions.read(section, warnings));
    if (settings.submissionIds().isEmpty() && !settings.submissionHosts().isEmpty()) {
      section.problem(
          section.line("submission-hosts"),
          "submission-hosts needs submission-ids, the ids whose results are kept; add"
              + " submission-ids = "
              + SUBMISSION);
    }
    section.close();
    return settings;
  }

  /** A set has one seal, so there is one key. */
  private Optional<ArrivalSeal> seal(Section seal) {
    Optional<DomainName> domain = Values.domain(seal, "domain");
    List<SelectedKey> own = keys.of(seal, domain);
    if (own.size() > 1) {
      seal.problem(
          seal.line("keys"), "a seal is made with one key, and there are several; leave one");
    }
    SigningForm form = forms.read(seal, SigningForm.RECOMMENDED, true);
    if (form.lifetime().isPresent()) {
      seal.problem(seal.line("expires-after"), "a seal does not expire; remove expires-after");
    }
    seal.close();
    return domain.isPresent() && !own.isEmpty()
        ? Optional.of(new ArrivalSeal(domain.get(), own.get(0), form))
        : Optional.empty();
  }
}
