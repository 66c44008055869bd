package dev.waxseal.mime;

import dev.waxseal.mime.internal.mime4j.dom.address.Mailbox;
import dev.waxseal.mime.internal.mime4j.field.address.LenientAddressParser;
import dev.waxseal.mime.internal.mime4j.stream.ParserCursor;
import dev.waxseal.mime.internal.mime4j.util.ByteArrayBuffer;
import java.util.ArrayList;
import java.util.List;

/** The second opinion on a list of addresses: the lenient parser of mime4j, and nothing else. */
final class Mime4jAddresses {

  private Mime4jAddresses() {}

  /**
   * The domains that mime4j finds in an address list, in order; an address without one has the
   * empty text.
   *
   * @param value the unfolded value of a field
   */
  static List<String> domains(byte[] value) throws NoAuthor {
    byte[] text = withoutEncodedWords(value);
    List<String> domains = new ArrayList<>();
    try {
      for (Mailbox mailbox :
          LenientAddressParser.DEFAULT
              .parseAddressList(new ByteArrayBuffer(text, true), new ParserCursor(0, text.length))
              .flatten()) {
        domains.add(mailbox.getDomain() == null ? "" : mailbox.getDomain());
      }
    } catch (RuntimeException e) {
      throw NoAuthor.ambiguous("one of two parsers cannot read it");
    }
    return domains;
  }

  /**
   * The same list with other names for people: mime4j decodes their encoded words, which takes time
   * that is quadratic in the number of question marks. A domain never holds one.
   */
  private static byte[] withoutEncodedWords(byte[] value) {
    byte[] text = value.clone();
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '?') {
        text[i] = '_';
      }
    }
    return text;
  }
}
