package dev.waxseal.james;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys to sign with. Either one domain signs all mail, or each domain signs the mail of its
 * authors.
 *
 * <p>Immutable; share it among threads.
 */
final class SigningTable {

  private final Optional<DkimSigner> ofAll;
  private final Map<DomainName, DkimSigner> ofAuthors;

  private SigningTable(Optional<DkimSigner> ofAll, Map<DomainName, DkimSigner> ofAuthors) {
    this.ofAll = ofAll;
    this.ofAuthors = Map.copyOf(ofAuthors);
  }

  /** The keys that the parameters name. */
  static SigningTable of(Parameters parameters) {
    List<String> lines = parameters.lines("key");
    if (lines.isEmpty()) {
      return new SigningTable(Optional.of(one(parameters)), Map.of());
    }
    if (parameters.text("domain").isPresent()
        || parameters.text("selector").isPresent()
        || parameters.text("keyFile").isPresent()) {
      throw new IllegalArgumentException(
          "give either key, or domain with selector and keyFile, not both");
    }
    Map<DomainName, DkimSigner> table = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split("\\s+", 3);
      if (words.length != 3) {
        throw new IllegalArgumentException(
            "key has a domain, a selector and a file, with spaces between them, not " + line);
      }
      SigningKey key = parameters.key("key", words[2]);
      DkimSigner signer = DkimSigner.of(words[0], words[1], key);
      table.merge(DomainName.of(words[0]), signer, (old, unused) -> old.and(words[1], key));
    }
    return new SigningTable(Optional.empty(), table);
  }

  /** The signer of one domain, with several selectors and key files, or one of each. */
  static DkimSigner one(Parameters parameters) {
    String domain = parameters.needed("domain");
    parameters.needed("selector");
    parameters.needed("keyFile");
    List<String> selectors = parameters.list("selector");
    List<String> files = parameters.list("keyFile");
    if (selectors.size() != files.size()) {
      throw new IllegalArgumentException(
          "selector has " + selectors.size() + " names, and keyFile has " + files.size());
    }
    DkimSigner signer =
        DkimSigner.of(domain, selectors.get(0), parameters.key("keyFile", files.get(0)));
    for (int i = 1; i < files.size(); i++) {
      signer = signer.and(selectors.get(i), parameters.key("keyFile", files.get(i)));
    }
    return signer;
  }

  /** The signer of a message: that of its author's domain, or of the nearest domain above it. */
  Optional<DkimSigner> signer(Headers headers, Limits limits) {
    if (ofAll.isPresent()) {
      return ofAll;
    }
    return Author.of(headers, limits) instanceof Author.Known known
        ? known.domains().stream().flatMap(domain -> ofAuthor(domain).stream()).findFirst()
        : Optional.empty();
  }

  private Optional<DkimSigner> ofAuthor(String domain) {
    Optional<DomainName> name = DomainName.parse(domain);
    while (name.isPresent()) {
      DkimSigner signer = ofAuthors.get(name.get());
      if (signer != null) {
        return Optional.of(signer);
      }
      name = name.get().parent();
    }
    return Optional.empty();
  }
}
