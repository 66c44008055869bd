package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.internal.KeyKind;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts about a key record in DNS: what is wrong with it, or where else it is. */
final class KeyFacts {

  /** The object identifier of RSA with its tag and length (RFC 8017 appendix A.1). */
  private static final String RSA_NAME =
      new String(HexFormat.of().parseHex("06092a864886f70d010101"), ISO_8859_1);

  /** The number of records that are tried in pairs as halves of one. */
  private static final int MOST_HALVES = 4;

  private final KeyDns dns;

  KeyFacts(KeyDns dns) {
    this.dns = dns;
  }

  /** An alias at the name of the key, and key records at the names that people use by mistake. */
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
                                "there is a key record at "
                                    + name
                                    + "; it belongs at "
                                    + wanted))));
    return facts;
  }

  /** The reasons why the records at the name of the key of a signature cannot be read. */
  List<Fact> unreadable(DkimSignature claims) {
    List<Fact> facts = new ArrayList<>();
    dns.records(KeyPlace.of(claims).name().map(List::of).orElse(List.of()))
        .values()
        .forEach(records -> facts.addAll(unreadable(records, Optional.of(claims))));
    return facts;
  }

  /**
   * The reasons why records cannot be read; nothing about those that can.
   *
   * @param claims a signature that the key may have made
   */
  static List<Fact> unreadable(List<DnsRecord.Txt> records, Optional<DkimSignature> claims) {
    List<DnsRecord.Txt> unread =
        records.stream()
            .filter(record -> DkimExplanation.Key.of(record.text()).keyRecord().isEmpty())
            .toList();
    List<Fact> orders =
        unread.stream().flatMap(record -> KeyOrder.of(record, claims).stream()).toList();
    if (!orders.isEmpty()) {
      return orders;
    }
    List<String> broken = unread.stream().map(DnsRecord.Txt::text).toList();
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
              "the record holds a PRIVATE key: anyone can read it and sign with it; make a new key,"
                  + " publish its public key under another selector, and leave p= empty here"));
    }
    Optional<Fact> other = OtherRecord.of(text);
    if (other.isPresent()) {
      return other;
    }
    Optional<Octets> octets = KeyMending.keyData(text).flatMap(KeyFacts::decoded);
    return KeyMending.of(text)
        .or(() -> octets.flatMap(key -> otherKind(KeyMending.keyType(text), key.bytes())))
        .or(() -> octets.flatMap(key -> cutOff(text, key.bytes())));
  }

  /** Two records that form one key record together. */
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
                      + " bits; publish them as one record of two strings"));
        }
      }
    }
    return Optional.empty();
  }

  /** A complete key of another type than the record says. */
  private static Optional<Fact> otherKind(String keyType, byte[] octets) {
    return KeyKind.of(octets)
        .filter(kind -> !isOfType(kind, keyType))
        .map(kind -> new Fact(Fact.Kind.KEY_OF_OTHER_KIND, "p= holds " + words(kind, octets)));
  }

  private static boolean isOfType(KeyKind kind, String keyType) {
    return kind.form().algorithm().filter(it -> it.keyType().equals(keyType)).isPresent();
  }

  private static String words(KeyKind kind, byte[] octets) {
    return switch (kind.form()) {
      case RSA -> "an RSA key, which needs k=rsa or no k=";
      case ED25519 -> "32 octets, the length of an Ed25519 key, which needs k=ed25519";
      case ED25519_WRAPPED ->
          "an Ed25519 key as SubjectPublicKeyInfo ("
              + octets.length
              + " octets), the form for RSA keys; k=ed25519 takes only the last 32 (RFC 8463 section 4.2): p="
              + Base64.getEncoder()
                  .encodeToString(Arrays.copyOfRange(octets, octets.length - 32, octets.length));
      case OPENSSH -> "a key in the format of OpenSSH; ssh-keygen -e -m PKCS8 converts an RSA key";
      case CERTIFICATE -> kind.name() + "; openssl x509 -pubkey extracts the key of a certificate";
      case OTHER -> kind.name() + "; DKIM uses RSA and Ed25519 (RFC 8301, RFC 8463)";
    };
  }

  /** A key whose DER announces more octets than there are. */
  private static Optional<Fact> cutOff(String text, byte[] der) {
    int announced = announcedLength(der);
    if (announced <= der.length || !isRsa(der)) {
      return Optional.empty();
    }
    String strings =
        text.length() <= 260 && text.length() >= 250
            ? "; a string in a TXT record holds 255 octets, and the rest goes into a second string"
            : "";
    return Optional.of(
        new Fact(
            Fact.Kind.KEY_CUT_OFF,
            "the key is incomplete: it should have "
                + announced
                + " octets and has "
                + der.length
                + strings));
  }

  /** Returns true for the beginning of an RSA key, bare or with the name of its algorithm. */
  private static boolean isRsa(byte[] der) {
    int content = der[1] >= 0 ? 2 : 2 + (der[1] & 0x7F);
    String text = new String(der, ISO_8859_1);
    return text.startsWith("\2", content)
        || (text.startsWith("0", content) && text.startsWith(RSA_NAME, content + 2));
  }

  /** The octets of base64 text, ignoring other characters and an incomplete end. */
  private static Optional<Octets> decoded(String text) {
    String digits = text.replaceAll("[^A-Za-z0-9+/]", "");
    int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
    return whole == 0
        ? Optional.empty()
        : Optional.of(
            Octets.of(Base64.getDecoder().decode(digits.substring(0, whole).getBytes(US_ASCII))));
  }

  /** The length that a DER sequence announces; 0 if this is not one. */
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
