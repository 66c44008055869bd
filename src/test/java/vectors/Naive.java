package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * RFC 6376 read naively: canonical forms and the header hash input by regular expressions over
 * whole strings. Slow, short, and written apart from the library: the oracle of what it does fast.
 */
public final class Naive {

  private Naive() {}

  /** Section 3.4.3: empty lines at the end go; there is a CRLF at the end. */
  public static String simpleBody(String body) {
    String rest = body;
    while (rest.endsWith("\r\n")) {
      rest = rest.substring(0, rest.length() - 2);
    }
    return rest + "\r\n";
  }

  /**
   * Section 3.4.4: white space at line ends goes, runs become one space, empty lines at the end.
   */
  public static String relaxedBody(String body) {
    String rest = body.replaceAll("[ \t]+(?=\r\n|\\z)", "").replaceAll("[ \t]+", " ");
    while (rest.endsWith("\r\n")) {
      rest = rest.substring(0, rest.length() - 2);
    }
    return rest.isEmpty() ? "" : rest + "\r\n";
  }

  /** The canonical form of a body by the name of the form. */
  public static String body(String form, String body) {
    return form.equals("simple") ? simpleBody(body) : relaxedBody(body);
  }

  /** Section 3.4.2, of a field without its final CRLF. */
  public static String relaxedField(String field) {
    int colon = field.indexOf(':');
    String name = field.substring(0, colon).replaceAll("[ \t]+\\z", "").toLowerCase(Locale.ROOT);
    String value =
        field
            .substring(colon + 1)
            .replaceAll("\r\n(?=[ \t])", "")
            .replaceAll("[ \t]+", " ")
            .replaceAll("\\A | \\z", "");
    return name + ":" + value;
  }

  /** The canonical form of a field by the name of the form. */
  public static String field(String form, String field) {
    return form.equals("simple") ? field : relaxedField(field);
  }

  /** The fields of a message, each without its final CRLF. */
  public static List<String> fields(String message) {
    return new ArrayList<>(List.of(header(message).split("\r\n(?![ \t])")));
  }

  /** All before the empty line. */
  private static String header(String message) {
    int end = message.indexOf("\r\n\r\n");
    String header = end < 0 ? message : message.substring(0, end);
    return header.endsWith("\r\n") ? header.substring(0, header.length() - 2) : header;
  }

  /** All after the empty line. */
  public static String bodyOf(String message) {
    if (message.startsWith("\r\n")) {
      return message.substring(2);
    }
    int end = message.indexOf("\r\n\r\n");
    return end < 0 ? "" : message.substring(end + 4);
  }

  /** Section 3.7: all that a signature signs, header and body. */
  public static String signed(String message, DkimResult.Pass pass) {
    DkimSignature claims = pass.claims();
    String own = new String(pass.field().bytes(), ISO_8859_1).replaceAll("\r\n\\z", "");
    String[] forms = claims.canonicalization().split("/", -1);
    List<String> left = fields(message);
    left.remove(own);
    StringBuilder signed = new StringBuilder();
    for (String name : claims.signedHeaders()) {
      for (int i = left.size() - 1; i >= 0; i--) {
        if (left.get(i).matches("(?is)" + java.util.regex.Pattern.quote(name) + "[ \t]*:.*")) {
          signed.append(field(forms[0], left.remove(i))).append("\r\n");
          break;
        }
      }
    }
    signed.append(field(forms[0], own.replaceAll("(?s)([:;]\\s*b\\s*=)[^;]*", "$1")));
    String body = body(forms[1], bodyOf(message));
    long length = claims.bodyLength().orElse(body.length());
    return signed + "\0" + body.substring(0, (int) Math.min(length, body.length()));
  }
}
