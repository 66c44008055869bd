package endtoend;

import dev.waxseal.mime.Canonicalization;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A message as its author writes it; text is one octet a character (ISO-8859-1). Immutable.
 *
 * @param mark a word in the subject that no other message has
 * @param fields the header, without line ends
 * @param body the lines of the body, each with its CRLF
 */
record Letter(String mark, List<String> fields, String body) {

  /** Copies the list. */
  Letter {
    fields = List.copyOf(fields);
  }

  /** Some lines from Ann. */
  static Letter to(String address) {
    String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
    return new Letter(
        mark,
        List.of(
            "From: Ann <ann@" + Site.AUTHOR + ">",
            "To: " + address,
            "Subject: " + mark,
            "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
            "Message-ID: <" + mark + "@" + Site.AUTHOR + ">",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=us-ascii"),
        "Hello,\r\n\r\nthis is a post.\r\n");
  }

  /** This letter with a field that takes the place of those of its name. */
  Letter with(String name, String value) {
    return without(name).above(name + ": " + value);
  }

  /** This letter without the fields of a name. */
  Letter without(String name) {
    List<String> others = fields.stream().filter(field -> !field.startsWith(name + ":")).toList();
    return new Letter(mark, others, body);
  }

  /** This letter with a field, or several, above all others. */
  Letter below(String field) {
    return new Letter(mark, Stream.concat(Stream.of(field), fields.stream()).toList(), body);
  }

  /** This letter with a field below all others. */
  Letter above(String field) {
    return new Letter(mark, Stream.concat(fields.stream(), Stream.of(field)).toList(), body);
  }

  /** This letter with the signature of a domain on top. */
  Letter signedBy(Site site, String domain) {
    return below(site.signature(domain, Canonicalization.RELAXED, text()));
  }

  /** This letter with a signature on top that no octet may be changed under. */
  Letter signedExactlyBy(Site site, String domain) {
    return below(site.signature(domain, Canonicalization.SIMPLE, text()));
  }

  Letter withBody(String text) {
    return new Letter(mark, fields, text);
  }

  /** The message. */
  String text() {
    return String.join("\r\n", fields) + "\r\n\r\n" + body;
  }
}
