package dev.waxseal.dmarc;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Explains why a text that looks like a DMARC record is not one (RFC 9989 section 4.7). */
final class NearMiss {

  private static final Pattern VERSION =
      Pattern.compile("v[ \\t]*+=[ \\t]*+dmarc1(?![a-z0-9])", Pattern.CASE_INSENSITIVE);

  private static final Pattern EXACT = Pattern.compile("[vV][ \\t]*+=[ \\t]*+DMARC1");

  private NearMiss() {}

  /** The fault; empty if nothing in the text looks like a record. */
  static Optional<String> of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.contains("dmarc1")) {
      return lower.contains("v=dmarc")
          ? Optional.of("its version is not DMARC1")
          : Optional.empty();
    }
    var version = VERSION.matcher(text);
    if (!version.find()) {
      return Optional.of("it does not begin with v=DMARC1");
    }
    if (version.start() > 0) {
      return Optional.of(before(text.substring(0, version.start())));
    }
    return Optional.of(
        EXACT.matcher(version.group()).matches()
            ? "after v=DMARC1 there is no semicolon"
            : "DMARC1 must be in capitals");
  }

  private static String before(String start) {
    if (start.isBlank()) {
      return "white space stands before v=DMARC1";
    }
    if (start.strip().equals("\"")) {
      return "a quotation mark stands before v=DMARC1";
    }
    return start.contains(";") || start.contains("=")
        ? "v=DMARC1 is not the first tag"
        : "something stands before v=DMARC1";
  }
}
