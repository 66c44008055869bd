package dev.waxseal.reports.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URIs of a {@code rua} tag as they were written, malformed ones among them. */
final class ReportUris {

  private static final Pattern SIZE = Pattern.compile("([^!]*+)(?:![0-9]++[kmgtKMGT]?)?");

  /** The characters of RFC 3986; a percent sign begins an octet in hexadecimal digits. */
  private static final Pattern URI =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*+):((?:[A-Za-z0-9._~:/?#\\[\\]@$&'()*+;=-]|%[0-9A-Fa-f]{2})*+)");

  private ReportUris() {}

  /** One URI. */
  sealed interface Parsed {

    /** A mailto with what stands in place of its address, decoded once. */
    record Mail(String address) implements Parsed {}

    /** Another scheme. */
    record OtherScheme() implements Parsed {}

    /** Not a URI. */
    record Malformed() implements Parsed {}
  }

  /** The elements of the list, without white space around them; none if the tag is there twice. */
  static List<String> of(String policyRecord) {
    List<String> lists = new ArrayList<>();
    for (String part : policyRecord.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals >= 0 && part.substring(0, equals).trim().toLowerCase(Locale.ROOT).equals("rua")) {
        lists.add(part.substring(equals + 1));
      }
    }
    List<String> uris = new ArrayList<>();
    for (String uri : lists.size() == 1 ? lists.get(0).split(",", -1) : new String[0]) {
      if (!uri.isBlank()) {
        uris.add(uri.trim());
      }
    }
    return uris;
  }

  static Parsed parse(String written) {
    Matcher sized = SIZE.matcher(written);
    Matcher uri = URI.matcher(sized.matches() ? sized.group(1) : "");
    if (!uri.matches()) {
      return new Parsed.Malformed();
    }
    if (!uri.group(1).toLowerCase(Locale.ROOT).equals("mailto")) {
      return new Parsed.OtherScheme();
    }
    String rest = uri.group(2);
    return rest.startsWith("//")
        ? new Parsed.Malformed()
        : new Parsed.Mail(decoded(rest.split("[?#]", 2)[0]));
  }

  /** The address of a mailto; empty if it has none that mail can be sent to. */
  static Optional<MailAddress> address(String written) {
    return parse(written) instanceof Parsed.Mail mail
        ? MailAddress.parse(mail.address())
        : Optional.empty();
  }

  /** Percent-decoded once, one character an octet. */
  private static String decoded(String text) {
    Matcher octets = Pattern.compile("%([0-9A-Fa-f]{2})").matcher(text);
    return octets.replaceAll(
        octet ->
            Matcher.quoteReplacement(
                new String(
                    new byte[] {(byte) Integer.parseInt(octet.group(1), 16)},
                    StandardCharsets.ISO_8859_1)));
  }
}
