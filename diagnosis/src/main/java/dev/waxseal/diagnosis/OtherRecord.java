package dev.waxseal.diagnosis;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Recognizes TXT records that stand at the name of a key and are something else. */
final class OtherRecord {

  /** What records of other kinds begin with. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("v=spf1", "an SPF record"),
          Map.entry("spf2.0/", "a Sender ID record"),
          Map.entry("v=dmarc1", "a DMARC record"),
          Map.entry("v=bimi1", "a BIMI record"),
          Map.entry("v=stsv1", "an MTA-STS record"),
          Map.entry("v=tlsrptv1", "a TLS-RPT record"),
          Map.entry("google-site-verification", "a proof for Google that a domain is owned"),
          Map.entry("ms=", "a proof for Microsoft that a domain is owned"));

  private OtherRecord() {}

  /** The fact, if a text is a record of another kind. */
  static Optional<Fact> of(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT);
    return KINDS.entrySet().stream()
        .filter(kind -> start.startsWith(kind.getKey()))
        .findFirst()
        .map(
            kind ->
                new Fact(
                    Fact.Kind.OTHER_RECORD,
                    kind.getValue()
                        + " stands at the name of the key: it was put at the wrong name, or a"
                        + " wildcard of the zone answers for a key that is not there"));
  }
}
