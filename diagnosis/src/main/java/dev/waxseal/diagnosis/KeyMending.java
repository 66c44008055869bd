package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A correction that turns a text into a key record. Each is tried, and reported only if it leads to
 * a key.
 *
 * @param fault the mistake and its correction, to go before "it holds a key": {@code the record
 *     contains X; without that}
 */
record KeyMending(String fault, UnaryOperator<String> way) {

  private static final Pattern KEY_DATA = Pattern.compile("(?:^|;)\\s*p\\s*=\\s*([^;]*)");

  private static final Pattern KEY_TYPE = Pattern.compile("(?:^|;)\\s*k\\s*=\\s*([^;\\s]*)");

  /** Base64 of at least the length of an Ed25519 key. */
  private static final Pattern BARE_KEY = Pattern.compile("(^|;)\\s*([A-Za-z0-9+/]{40,}={0,2})");

  private static final List<KeyMending> ALL =
      List.of(
          without("stray quotation marks", text -> text.replace("\"", "")),
          without("backslashes", text -> text.replace("\\", "")),
          new KeyMending(
              "the record has blanks where + stood; with +",
              text -> inKey(text, key -> key.strip().replace(' ', '+'))),
          without("white space and line ends", text -> text.replaceAll("\\s+", "")),
          without(
              "quotation marks and the white space between them",
              text -> text.replaceAll("\"\\s*\"", "").replace("\"", "")),
          without(
              "no-break spaces or other characters beyond ASCII",
              text -> octets(utf8(text).replaceAll("[^\\x00-\\x7F]+", " "))),
          without(
              "the BEGIN and END lines of a key file",
              text -> text.replaceAll("-----(?:BEGIN|END)[^-]*-----", "").replaceAll("\\s+", "")),
          new KeyMending(
              "the record uses - and _ for + and / (base64url); corrected",
              text -> inKey(text, key -> key.replace('-', '+').replace('_', '/'))),
          without(
              "characters in p= that are not base64",
              text -> inKey(text, key -> key.replaceAll("[^A-Za-z0-9+/=]", ""))),
          new KeyMending(
              "the record contains text before v=; without it",
              text -> text.contains("v=DKIM1") ? text.substring(text.indexOf("v=DKIM1")) : text),
          without(
              "empty tags", text -> text.replaceAll(";[;\\s]*;", ";").replaceFirst("^[;\\s]+", "")),
          new KeyMending(
              "the record contains a wrong v=; without it",
              text -> text.replaceFirst("(?i)v\\s*=[^;]*;?", "")),
          new KeyMending(
              "the record has a key without p=; with p=",
              text -> BARE_KEY.matcher(text).replaceFirst("$1p=$2")),
          new KeyMending(
              "the record has an Ed25519 key and no k=; with k=ed25519",
              text ->
                  KEY_TYPE.matcher(text).find()
                      ? text
                      : text.replaceFirst("(^|;)(\\s*p=(?!MI))", "$1k=ed25519;$2")));

  private static KeyMending without(String what, UnaryOperator<String> way) {
    return new KeyMending("the record contains " + what + "; without them", way);
  }

  /** The correction that makes a text readable, if there is one. */
  static Optional<Fact> of(String text) {
    for (KeyMending mending : ALL) {
      String mended = mending.way().apply(text);
      Optional<DkimKeyRecord> key = mended.equals(text) ? Optional.empty() : KeyDns.read(mended);
      if (key.isPresent() && key.get().keyBits().isPresent()) {
        return Optional.of(
            new Fact(
                Fact.Kind.KEY_MENDABLE,
                mending.fault()
                    + " it holds a key of "
                    + key.get().keyBits().getAsInt()
                    + " bits"));
      }
    }
    return Optional.empty();
  }

  /** The value of {@code p=}, if there is one. */
  static Optional<String> keyData(String text) {
    Matcher key = KEY_DATA.matcher(text);
    return key.find() ? Optional.of(key.group(1)) : Optional.empty();
  }

  /** The value of {@code k=}; rsa is the default (RFC 6376 section 3.6.1). */
  static String keyType(String text) {
    Matcher type = KEY_TYPE.matcher(text);
    return type.find() ? type.group(1) : DkimKeyRecord.DEFAULT_KEY_TYPE;
  }

  private static String inKey(String text, UnaryOperator<String> way) {
    return KEY_DATA
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().replace(found.group(1), way.apply(found.group(1)))));
  }

  private static String utf8(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }

  private static String octets(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
