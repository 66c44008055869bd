package dev.waxseal.inbound.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a key record in DNS, or where it stands if it is not where it should be. */
final class KeyFacts {

  private static final Pattern KEY_DATA = Pattern.compile("(?:^|;)\\s*p\\s*=\\s*([^;]*)");

  private final KeyDns dns;

  KeyFacts(KeyDns dns) {
    this.dns = dns;
  }

  /** How a record may be mended, and what that takes out of it. */
  private record Mending(String what, UnaryOperator<String> way) {}

  private static final List<Mending> MENDINGS =
      List.of(
          new Mending("stray quotation marks", text -> text.replace("\"", "")),
          new Mending("backslashes", text -> text.replace("\\", "")),
          new Mending("white space and line ends", text -> text.replaceAll("\\s+", "")),
          new Mending(
              "quotation marks and the white space between them",
              text -> text.replaceAll("\"\\s*\"", "").replace("\"", "")),
          new Mending(
              "the lines around the key in its file",
              text -> text.replaceAll("-----(?:BEGIN|END)[^-]*-----", "").replaceAll("\\s+", "")),
          new Mending(
              "the letters - and _ of the other base64 alphabet",
              text -> inKey(text, key -> key.replace('-', '+').replace('_', '/'))),
          new Mending(
              "characters in p= that are not base64",
              text -> inKey(text, key -> key.replaceAll("[^A-Za-z0-9+/=]", ""))),
          new Mending(
              "something before v=",
              text -> text.contains("v=DKIM1") ? text.substring(text.indexOf("v=DKIM1")) : text),
          new Mending("a wrong v=", text -> text.replaceFirst("(?i)v\\s*=[^;]*;?", "")));

  /** Where else a key record stands: names that people publish keys at by mistake. */
  List<Fact> elsewhere(DkimSignature claims) {
    Map<DomainName, List<String>> texts = dns.texts(likelyNames(claims));
    List<Fact> facts = new ArrayList<>();
    texts.forEach(
        (name, records) ->
            records.stream()
                .flatMap(text -> KeyDns.read(text).stream())
                .findFirst()
                .ifPresent(
                    key ->
                        facts.add(
                            new Fact(
                                FactKind.KEY_ELSEWHERE,
                                "a key record stands at "
                                    + name
                                    + "; it has to stand at "
                                    + claims.keyName().map(DomainName::toString).orElse("")))));
    return facts;
  }

  private static List<DomainName> likelyNames(DkimSignature claims) {
    String selector = claims.selector().toString();
    DomainName domain = claims.domain();
    Set<String> names = new LinkedHashSet<>();
    names.add(selector + "._domainkey." + domain + "." + domain);
    names.add(selector + "." + domain);
    names.add(selector + "._domainkey." + selector + "._domainkey." + domain);
    names.add(selector + "._domainkey._domainkey." + domain);
    names.add(selector + "." + selector + "._domainkey." + domain);
    names.add(selector + ".domainkey." + domain);
    names.add(selector + "._domainkeys." + domain);
    names.add("_domainkey." + domain);
    domain.parent().ifPresent(parent -> names.add(selector + "._domainkey." + parent));
    names.add(selector.replace('_', '-') + "._domainkey." + domain);
    names.add(selector.replace('-', '_') + "._domainkey." + domain);
    claims.keyName().map(DomainName::toString).ifPresent(names::remove);
    return names.stream().flatMap(name -> DomainName.parse(name).stream()).toList();
  }

  /** What makes a record unreadable. */
  List<Fact> unreadable(DkimSignature claims) {
    List<DomainName> name = claims.keyName().map(List::of).orElse(List.of());
    List<Fact> facts = new ArrayList<>();
    for (List<String> records : dns.texts(name).values()) {
      for (String text : records) {
        if (DkimKeyRecord.parse(text) instanceof DkimKeyRecord.Parsed.Invalid) {
          mended(text).or(() -> cutOff(text)).ifPresent(facts::add);
        }
      }
    }
    return facts;
  }

  private static String inKey(String text, UnaryOperator<String> way) {
    return KEY_DATA
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().replace(found.group(1), way.apply(found.group(1)))));
  }

  private static Optional<Fact> mended(String text) {
    for (Mending mending : MENDINGS) {
      String mended = mending.way().apply(text);
      Optional<DkimKeyRecord> key = mended.equals(text) ? Optional.empty() : KeyDns.read(mended);
      if (key.isPresent() && key.get().keyBits().isPresent()) {
        return Optional.of(
            new Fact(
                FactKind.KEY_MENDABLE,
                "the record has "
                    + mending.what()
                    + " in it; without them it holds a key of "
                    + key.get().keyBits().getAsInt()
                    + " bits"));
      }
    }
    return Optional.empty();
  }

  /** A key whose DER says that it is longer than it is. */
  private static Optional<Fact> cutOff(String text) {
    Matcher key = KEY_DATA.matcher(text);
    if (!key.find()) {
      return Optional.empty();
    }
    String base64 = key.group(1).replaceAll("[^A-Za-z0-9+/]", "");
    byte[] der =
        Base64.getDecoder()
            .decode(base64.substring(0, base64.length() / 4 * 4).getBytes(ISO_8859_1));
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
            FactKind.KEY_CUT_OFF,
            "the key is cut off: it announces "
                + announced
                + " octets and has "
                + der.length
                + strings));
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
