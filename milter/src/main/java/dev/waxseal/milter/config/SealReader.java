package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how lists are sealed. For one thread, used once. */
final class SealReader {

  private static final List<ListPolicy> POLICIES = List.of(ListPolicy.values());

  private final Section section;
  private final Keys keys;
  private final FormReader forms;

  SealReader(Section section, Keys keys, FormReader forms) {
    this.section = section;
    this.keys = keys;
    this.forms = forms;
  }

  SealSettings read() {
    String authservId = Values.id(section, "authserv-id");
    Optional<DomainName> domain = Values.domain(section, "domain");
    List<SelectedKey> own = keys.of(section, domain);
    List<String> trusted =
        Values.ids(
            section, "trusted-ids", section.neededTexts("trusted-ids", "[\"mx.example.org\"]"));
    List<OwnSealer> sealers = new SealersReader(section, "own-sealers", keys).read();
    ListPolicy policy = section.choice("list-policy", POLICIES, ListPolicy::word, ListPolicy.ARC);
    Map<String, ListPolicy> lists = lists(policy);
    SigningForm form = forms.read(section, SigningForm.RECOMMENDED, true);
    Action onError = Values.onError(section, Action.TEMPFAIL);
    section.close();
    return new SealSettings(
        authservId,
        domain.orElseGet(() -> DomainName.of("example.invalid")),
        own,
        form,
        trusted,
        sealers,
        policy,
        lists,
        onError);
  }

  private Map<String, ListPolicy> lists(ListPolicy otherwise) {
    Map<String, ListPolicy> lists = new LinkedHashMap<>();
    for (Section entry : section.sections("list", "[[seal.list]]")) {
      Optional<String> id =
          entry.needed("id", "\"announce.lists.example.org\"").flatMap(text -> listId(entry, text));
      entry.needed("policy", "\"dkim\"");
      ListPolicy policy = entry.choice("policy", POLICIES, ListPolicy::word, otherwise);
      entry.close();
      if (id.isPresent() && lists.put(id.get(), policy) != null) {
        entry.problem(entry.line("id"), "the list is named twice; remove one");
      }
    }
    return lists;
  }

  /** The part between the angle brackets of List-Id (RFC 2919 section 3). */
  private static Optional<String> listId(Section entry, Entry text) {
    boolean plausible = text.text().matches("[!-~&&[^<>@]]{1,255}");
    if (!plausible) {
      entry.problem(
          text.line(),
          "not a List-Id; write the part between its angle brackets,"
              + " \"announce.lists.example.org\"");
    }
    return Optional.of(text.text().toLowerCase(Locale.ROOT)).filter(id -> plausible);
  }
}
