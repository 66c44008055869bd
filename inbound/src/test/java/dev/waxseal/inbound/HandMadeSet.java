package dev.waxseal.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.TagField;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The first set of a chain, with results that no sealer of ours would write. */
final class HandMadeSet {

  private HandMadeSet() {}

  /**
   * The message with such a set on top.
   *
   * @param message a message with one From field, whose body is its own relaxed form
   * @param payload what stands behind {@code i=1;}
   */
  static String onTop(Party sealer, String payload, String message) {
    try {
      HeaderField results = HeaderField.of("ARC-Authentication-Results", "i=1;" + payload);
      HeaderField signature = signature(sealer, message);
      HeaderField seal = seal(sealer, results, signature);
      return Party.text(List.of(seal, signature, results)) + message;
    } catch (SigningException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static HeaderField signature(Party sealer, String message)
      throws SigningException, NoSuchAlgorithmException {
    int end = message.indexOf("\r\n\r\n");
    byte[] body = message.substring(end + 4).getBytes(ISO_8859_1);
    List<HeaderField> from =
        message
            .substring(0, end)
            .lines()
            .filter(line -> line.startsWith("From:"))
            .map(line -> HeaderField.parse(line.getBytes(ISO_8859_1)))
            .toList();
    TagField field =
        begin("ARC-Message-Signature", sealer)
            .tag("c", "relaxed/relaxed")
            .list("h", List.of("From"))
            .octets("bh", MessageDigest.getInstance("SHA-256").digest(body));
    byte[] data =
        HeaderHash.input(
            Headers.of(from), List.of("From"), field.unsigned(), Canonicalization.RELAXED);
    return field.signed(sealer.key().sign(data));
  }

  private static HeaderField seal(Party sealer, HeaderField results, HeaderField signature)
      throws SigningException {
    TagField field = begin("ARC-Seal", sealer).tag("cv", "none");
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(Canonicalization.RELAXED.header(results));
    data.writeBytes(Canonicalization.RELAXED.header(signature));
    Canonicalization.RELAXED.header(field.unsigned(), data::write);
    return field.signed(sealer.key().sign(data.toByteArray()));
  }

  private static TagField begin(String name, Party sealer) {
    return new TagField(name)
        .tag("i", 1)
        .tag("a", sealer.key().algorithm())
        .tag("d", sealer.domain())
        .tag("s", Party.SELECTOR);
  }
}
