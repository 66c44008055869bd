package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.internal.KeyKind;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a key record in DNS, or where it stands if it is not where it should be. */
final class KeyFacts {

  /** Records of which two may be the halves of one. */
  private static final int MOST_HALVES = 4;

  private final KeyDns dns;

  KeyFacts(KeyDns dns) {
    this.dns = dns;
  }

  /**
   * Where the name leads, or where else a key record stands: people publish it there by mistake.
   */
  List<Fact> elsewhere(KeyPlace place) {
    List<Fact> facts = new ArrayList<>();
    String wanted = place.name().map(DomainName::toString).orElse("");
    place
        .name()
        .flatMap(dns::alias)
        .ifPresent(
            target ->
                facts.add(
                    new Fact(
                        Fact.Kind.KEY_ALIAS,
                        wanted + " is an alias of " + target + ", which has no TXT record")));
    Map<DomainName, List<String>> texts = dns.texts(place.mistaken());
    texts.forEach(
        (name, records) ->
            records.stream()
                .flatMap(text -> KeyDns.read(text).stream())
                .findFirst()
                .ifPresent(
                    key ->
                        facts.add(
                            new Fact(
                                Fact.Kind.KEY_ELSEWHERE,
                                "a key record stands at "
                                    + name
                                    + "; it has to stand at "
                                    + wanted))));
    return facts;
  }

  /** What makes the records at a place unreadable. */
  List<Fact> unreadable(KeyPlace place) {
    List<Fact> facts = new ArrayList<>();
    dns.texts(place.name().map(List::of).orElse(List.of()))
        .values()
        .forEach(records -> facts.addAll(unreadable(records)));
    return facts;
  }

  /** What makes these records unreadable; those that can be read are left aside. */
  static List<Fact> unreadable(List<String> records) {
    List<String> broken =
        records.stream()
            .filter(text -> DkimKeyRecord.parse(text) instanceof DkimKeyRecord.Parsed.Invalid)
            .toList();
    Optional<Fact> halves = halves(broken);
    return halves.isPresent()
        ? List.of(halves.get())
        : broken.stream().flatMap(text -> fault(text).stream()).toList();
  }

  private static Optional<Fact> fault(String text) {
    if (SigningKey.isIn(text)) {
      return Optional.of(
          new Fact(
              Fact.Kind.KEY_PRIVATE,
              "the record holds a PRIVATE key: everybody can have it and sign with it; make a new"
                  + " key, publish the public one under another selector, and leave p= empty"
                  + " here"));
    }
    Optional<Octets> octets = KeyMending.keyData(text).flatMap(KeyFacts::decoded);
    return KeyMending.of(text)
        .or(() -> octets.flatMap(key -> otherKind(KeyMending.keyType(text), key.bytes())))
        .or(() -> octets.flatMap(key -> cutOff(text, key.bytes())));
  }

  /** Two records that are a key record together. */
  private static Optional<Fact> halves(List<String> records) {
    for (String first : records.subList(0, Math.min(records.size(), MOST_HALVES))) {
      for (String second : records.subList(0, Math.min(records.size(), MOST_HALVES))) {
        Optional<DkimKeyRecord> whole =
            first.equals(second) ? Optional.empty() : KeyDns.read(first + second);
        if (whole.isPresent() && whole.get().keyBits().isPresent()) {
          return Optional.of(
              new Fact(
                  Fact.Kind.KEY_MENDABLE,
                  "two records are the halves of one key of "
                      + whole.get().keyBits().getAsInt()
                      + " bits; they belong into one record, as two strings"));
        }
      }
    }
    return Optional.empty();
  }

  /** A whole key that is none of the record's type. */
  private static Optional<Fact> otherKind(String keyType, byte[] octets) {
    return KeyKind.of(octets)
        .filter(kind -> !isOfType(kind, keyType))
        .map(kind -> new Fact(Fact.Kind.KEY_OF_OTHER_KIND, "p= holds " + words(kind, octets)));
  }

  private static boolean isOfType(KeyKind kind, String keyType) {
    return switch (kind.form()) {
      case RSA -> keyType.equals("rsa");
      case ED25519 -> keyType.equals("ed25519");
      default -> false;
    };
  }

  private static String words(KeyKind kind, byte[] octets) {
    return switch (kind.form()) {
      case RSA -> "an RSA key, whose record has k=rsa or no k=";
      case ED25519 -> "32 octets, as an Ed25519 key has, whose record has k=ed25519";
      case ED25519_WRAPPED ->
          "an Ed25519 key wrapped as an RSA key would be ("
              + octets.length
              + " octets); k=ed25519 wants its last 32 alone (RFC 8463 section 4.2): p="
              + Base64.getEncoder()
                  .encodeToString(Arrays.copyOfRange(octets, octets.length - 32, octets.length));
      case OPENSSH ->
          "a key as OpenSSH writes it; ssh-keygen -e -m PKCS8 writes an RSA key as DKIM has it";
      case CERTIFICATE -> kind.name() + "; openssl x509 -pubkey takes the key out of a certificate";
      case OTHER -> kind.name() + "; DKIM knows RSA and Ed25519 (RFC 8301, RFC 8463)";
    };
  }

  /** A key whose DER says that it is longer than it is. */
  private static Optional<Fact> cutOff(String text, byte[] der) {
    int announced = announcedLength(der);
    if (announced <= der.length) {
      return Optional.empty();
    }
    String strings =
        text.length() <= 260 && text.length() >= 250
            ? "; a string in a TXT record holds 255, and the rest belongs into another string"
            : "";
    return Optional.of(
        new Fact(
            Fact.Kind.KEY_CUT_OFF,
            "the key is cut off: it announces "
                + announced
                + " octets and has "
                + der.length
                + strings));
  }

  /** The octets of base64, as far as they are whole; what is not base64 is left out. */
  private static Optional<Octets> decoded(String text) {
    String digits = text.replaceAll("[^A-Za-z0-9+/]", "");
    int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
    return whole == 0
        ? Optional.empty()
        : Optional.of(
            Octets.of(Base64.getDecoder().decode(digits.substring(0, whole).getBytes(US_ASCII))));
  }

  /** How long a DER sequence says that it is; 0 if it is none. */
  private static int announcedLength(byte[] der) {
    if (der.length < 4 || der[0] != 0x30) {
      return 0;
    }
    int first = der[1] & 0xFF;
    return switch (first) {
      case 0x81 -> 3 + (der[2] & 0xFF);
      case 0x82 -> 4 + ((der[2] & 0xFF) << 8) + (der[3] & 0xFF);
      default -> first < 0x80 ? 2 + first : 0;
    };
  }
}
