package differential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.field.address.ParseException;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/** What the parsers that are written in Java find in a list of addresses. */
final class JavaAddresses {

  private JavaAddresses() {}

  static List<String> mime4jLenient(String list) {
    byte[] text = list.getBytes(US_ASCII);
    try {
      return LenientAddressParser.DEFAULT
          .parseAddressList(new ByteArrayBuffer(text, true), new ParserCursor(0, text.length))
          .flatten()
          .stream()
          .map(Mailbox::getAddress)
          .toList();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  static List<String> mime4jStrict(String list) {
    try {
      return DefaultAddressParser.DEFAULT.parseAddressList(list).flatten().stream()
          .map(Mailbox::getAddress)
          .toList();
    } catch (ParseException | RuntimeException | Error e) { // a TokenMgrError, too
      return List.of();
    }
  }

  static List<String> jakarta(String list, boolean strict) {
    try {
      List<String> found = new ArrayList<>();
      for (InternetAddress address : InternetAddress.parseHeader(list, strict)) {
        InternetAddress[] members = address.isGroup() ? address.getGroup(false) : null;
        if (members == null) {
          found.add(address.getAddress());
        } else {
          for (InternetAddress member : members) {
            found.add(member.getAddress());
          }
        }
      }
      return found;
    } catch (AddressException e) {
      return List.of();
    }
  }
}
