package dev.waxseal.milter.config;

import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads keys, private and public, out of the files that the configuration names. */
final class Keys {

  private static final String EXAMPLE = "[ { selector = \"s1\", file = \"keys/s1.pem\" } ]";
  private static final String PRIVATE_KEY = "private key";
  private static final String PUBLIC_PEM = "-----BEGIN PUBLIC KEY-----";

  private final InputFiles files;
  private final Problems problems;
  private final Problems warnings;
  private final boolean inTable;

  /** The keys that were read, by their files; empty if they cannot be used. */
  private final Map<List<String>, Optional<SigningKey>> read = new HashMap<>();

  Keys(InputFiles files, Problems problems, Problems warnings) {
    this(files, problems, warnings, false);
  }

  private Keys(InputFiles files, Problems problems, Problems warnings, boolean inTable) {
    this.files = files;
    this.problems = problems;
    this.warnings = warnings;
    this.inTable = inTable;
  }

  /** The same, for the lines of a table. */
  Keys ofTable(Entry table) {
    return new Keys(files.of(table), problems.of(table), warnings.of(table), true);
  }

  /** The keys of a section, {@code keys = [ { selector, file, passphrase-file } ]}. */
  List<SelectedKey> of(Section section, Optional<DomainName> domain) {
    return of(section, domain, "%");
  }

  /** The files of these keys, as they are named. */
  List<Entry> names(Section section) {
    return section.sections("keys", "keys = " + EXAMPLE).stream()
        .flatMap(entry -> entry.text("file", "\"keys/s1.pem\"").stream())
        .toList();
  }

  /**
   * The keys of a section.
   *
   * @param percent what the character {@code %} stands for in the name of a file
   */
  List<SelectedKey> of(Section section, Optional<DomainName> domain, String percent) {
    List<SelectedKey> keys = new ArrayList<>();
    Set<String> selectors = new HashSet<>();
    List<Section> entries = section.sections("keys", "keys = " + EXAMPLE);
    if (entries.isEmpty()) {
      section.problem(section.line("keys"), "no key; write: keys = " + EXAMPLE);
    }
    for (Section entry : entries) {
      Optional<Entry> selector = entry.needed("selector", "\"s1\"");
      Optional<Entry> file = entry.needed("file", "\"keys/s1.pem\"").map(it -> named(it, percent));
      Optional<Entry> passphrase = entry.text("passphrase-file", "\"keys/passphrase\"");
      entry.close();
      if (selector.isPresent() && !selectors.add(selector.get().text())) {
        entry.problem(entry.line("selector"), "the selector is used twice; give each key its own");
      } else if (file.isPresent()) {
        Optional<SigningKey> key = privateKey(file.get(), passphrase);
        if (selector.isPresent() && key.isPresent() && fits(domain, selector.get(), key.get())) {
          keys.add(new SelectedKey(selector.get().text(), key.get()));
        }
      }
    }
    return keys;
  }

  /**
   * A key that a line of a table names.
   *
   * @param percent what the character {@code %} stands for in the name of a file
   */
  Optional<SelectedKey> of(
      Entry selector, Entry file, Optional<DomainName> domain, String percent) {
    return privateKey(named(file, percent), Optional.empty())
        .filter(key -> fits(domain, selector, key))
        .map(key -> new SelectedKey(selector.text(), key));
  }

  private static Entry named(Entry file, String percent) {
    return new Entry(file.text().replace("%", percent), file.line());
  }

  /** The key record of a sealer of ours: its file holds the record, a public or the private key. */
  Optional<String> keyRecord(Entry file) {
    Optional<String> text = files.text(file).map(String::strip);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (SigningKey.isIn(text.get())) {
      files.checkRights(PRIVATE_KEY, file);
    }
    try {
      return Optional.of(keyRecord(text.get()));
    } catch (SigningException | IllegalArgumentException e) {
      problems.add(
          file.line(),
          "no key in "
              + file.text()
              + ": "
              + e.getMessage()
              + "; it may hold a key record (v=DKIM1; p=...), or a public or private key in PEM");
      return Optional.empty();
    }
  }

  /** Error messages do not quote the text, which may be a secret. */
  private static String keyRecord(String text) throws SigningException {
    if (text.contains("-----BEGIN") && !text.startsWith(PUBLIC_PEM)) {
      return SigningKey.fromPem(text)
          .keyRecord()
          .orElseThrow(() -> new IllegalArgumentException("its public key is not known"));
    }
    if (SigningKey.isIn(text)) {
      return ofBareKey(text);
    }
    String keyRecord = text.startsWith(PUBLIC_PEM) ? recordOf(text) : text;
    String octets = DnsRecord.Txt.of(keyRecord).text();
    if (DkimExplanation.Key.of(octets).keyRecord().isEmpty()) {
      throw new IllegalArgumentException("it is neither a key record nor a key in PEM");
    }
    return keyRecord;
  }

  /** The 64 octets of an Ed25519 key, or another private key without its PEM. */
  private static String ofBareKey(String text) {
    try {
      return SigningKey.fromPem(text).keyRecord().orElseThrow();
    } catch (SigningException e) {
      throw new IllegalArgumentException("it is a private key without its PEM header and footer");
    }
  }

  private static String recordOf(String pem) {
    return SigningKey.keyRecordOf(pem)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its PEM is damaged, or the key is neither RSA nor Ed25519"));
  }

  /** A key; that of several entries is read, and its problems are told, once. */
  private Optional<SigningKey> privateKey(Entry file, Optional<Entry> passphraseFile) {
    List<String> names = List.of(file.text(), passphraseFile.map(Entry::text).orElse(""));
    if (!read.containsKey(names)) {
      read.put(names, readKey(file, passphraseFile));
    }
    return read.getOrDefault(names, Optional.empty());
  }

  private Optional<SigningKey> readKey(Entry file, Optional<Entry> passphraseFile) {
    Optional<String> text = files.secret(PRIVATE_KEY, file);
    char[] passphrase =
        passphraseFile
            .flatMap(entry -> files.secret("passphrase", entry))
            .flatMap(lines -> lines.lines().findFirst())
            .orElse("")
            .toCharArray();
    try {
      Optional<SigningKey> key =
          text.isPresent()
              ? Optional.of(SigningKey.fromPem(text.get(), passphrase))
              : Optional.empty();
      key.filter(SigningKey::isShorterThanAdvised).ifPresent(weak -> warnOfLength(file, weak));
      return key;
    } catch (SigningException e) {
      problems.add(
          file.line(),
          "cannot use the key " + file.text() + ": " + e.getMessage() + remedy(e.problem()));
      return Optional.empty();
    }
  }

  private String remedy(SigningException.Problem problem) {
    return switch (problem) {
      case KEY_ENCRYPTED ->
          inTable
              ? "; a table names no passphrases, so write a section [[sign.rule]] for it"
              : "; add passphrase-file = \"FILE\", whose first line is the passphrase";
      case WRONG_PASSPHRASE -> "; the first line of passphrase-file is the passphrase";
      default -> "; make one with: waxseal keygen";
    };
  }

  private void warnOfLength(Entry file, SigningKey key) {
    warnings.add(
        file.line(),
        "the key "
            + file.text()
            + " has "
            + key.bits()
            + " bits; at least "
            + key.algorithm().advisedKeyBits()
            + " are advised (RFC 8301 section 3.2)");
  }

  /** True if the key can sign for the domain; an invalid domain was reported before. */
  private boolean fits(Optional<DomainName> domain, Entry selector, SigningKey key) {
    try {
      DkimSigner.of(domain.map(DomainName::toString).orElse("example.org"), selector.text(), key);
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(
          selector.line(), e.getMessage() + "; write a selector such as \"s1\" or \"rsa.2026\"");
      return false;
    }
  }
}
