package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how lists are sealed. For one thread, used once. */
final class SealReader {

  private static final List<ListPolicy> POLICIES = List.of(ListPolicy.values());
  private static final String SEALER =
      "{ domain = \"mx.example.org\", selector = \"s1\", file = \"mx.pub\" }";

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
    List<OwnSealer> sealers = sealers();
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

  private List<OwnSealer> sealers() {
    List<OwnSealer> sealers = new ArrayList<>();
    for (Section entry : section.sections("own-sealers", "own-sealers = [ " + SEALER + " ]")) {
      Optional<DomainName> domain = Values.domain(entry, "domain");
      Optional<DomainName> selector =
          entry.needed("selector", "\"s1\"").flatMap(text -> selector(entry, text));
      Optional<String> keyRecord = entry.needed("file", "\"mx.pub\"").flatMap(keys::keyRecord);
      entry.close();
      if (domain.isPresent() && selector.isPresent() && keyRecord.isPresent()) {
        sealers.add(new OwnSealer(domain.get(), selector.get(), keyRecord.get()));
      }
    }
    return sealers;
  }

  private static Optional<DomainName> selector(Section entry, Entry text) {
    Optional<DomainName> selector = DomainName.parse(text.text());
    if (selector.isEmpty()) {
      entry.problem(text.line(), "not a selector; write one such as \"s1\"");
    }
    return selector;
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
