package differential;

import java.util.LinkedHashMap;
import java.util.Map;

/** Awkward header fields by what is awkward about them; one octet a character. */
final class Fields {

  private Fields() {}

  static Map<String, String> all() {
    Map<String, String> fields = new LinkedHashMap<>();
    addFolds(fields);
    addWhiteSpace(fields);
    addRepeats(fields);
    addNames(fields);
    addOctets(fields);
    addLengths(fields);
    addBareLineEnds(fields);
    return fields;
  }

  private static void addFolds(Map<String, String> fields) {
    fields.put("fold by a space", "Subject: one\r\n two\r\n");
    fields.put("fold by a tab", "Subject: one\r\n\ttwo\r\n");
    fields.put("fold by much white space", "Subject: one \t\r\n \t  two\t\r\n   three\r\n");
    fields.put("fold after the colon", "Subject:\r\n one\r\n");
    fields.put("fold after colon and space", "Subject: \r\n\tone\r\n");
    fields.put("300 folds", "X-Awkward: one" + "\r\n two".repeat(300) + "\r\n");
  }

  private static void addWhiteSpace(Map<String, String> fields) {
    fields.put("trailing white space", "Subject: one \t \r\n");
    fields.put("runs of white space", "Subject:  one \t two\t\tthree\r\n");
    fields.put("no white space after the colon", "Subject:one\r\n");
    fields.put("tab after the colon", "Subject:\tone\r\n");
    fields.put("empty value", "Subject:\r\nX-Awkward:\r\n");
    fields.put("value of a space", "Subject: \r\nX-Awkward: \r\n");
    fields.put("value of white space", "Subject: \t \r\nX-Awkward:\t\r\n");
    fields.put("space before the colon", "Subject : one\r\n");
    fields.put("white space before the colon", "X-Awkward \t: one\r\n");
    fields.put("form feed and vertical tab", "X-Awkward: \fone\u000btwo \f\u000b\r\n");
  }

  private static void addRepeats(Map<String, String> fields) {
    fields.put("Subject twice", "Subject: one\r\nSubject: two\r\n");
    fields.put("To twice", "To: <a@example.net>\r\nTo: <b@example.net>\r\n");
    fields.put("the same field twice", "X-Awkward: one\r\nX-Awkward: one\r\n");
    fields.put("one field in many cases", "X-AWKWARD: 1\r\nx-awkward: 2\r\nX-awkwarD: 3\r\n");
    fields.put("Received twice more", "Received: by a.example; x\r\nReceived: by c.example; y\r\n");
    fields.put("100 repeats", "X-Awkward: again\r\n".repeat(100));
    fields.put(
        "repeats among others", "X-Awkward: 1\r\nSubject: x\r\nX-AWKWARD: 2\r\nCc: c@d.e\r\n");
    fields.put("100 fields that are not signed", "X-Other: one\r\n".repeat(100));
  }

  private static void addNames(Map<String, String> fields) {
    fields.put("upper-case name", "SUBJECT: One\r\n");
    fields.put("lower-case name", "subject: One\r\n");
    fields.put("odd characters in a name", "X!#$%&'*+/=?^_`{|}~: one\r\nSubject: x\r\n");
    fields.put("colons and semicolons", "Subject: a: b; c=d; b=AAAA; h=from\r\n");
  }

  private static void addOctets(Map<String, String> fields) {
    fields.put("Latin-1", "Subject: caf\u00e9 \u00a0 \u00fc\r\n");
    fields.put("UTF-8", Bodies.octets("Subject: Grüße \u4f60\u597d\r\nX-Awkward: \u0130\r\n"));
    fields.put("control characters", "X-Awkward: a\u0001b\u001fc\u007f\r\n");
    fields.put("NUL octet", "X-Awkward: a\0b\r\n");
    fields.put("no-break space at the ends", "X-Awkward: \u00a0one\u00a0\r\n");
  }

  private static void addLengths(Map<String, String> fields) {
    for (int length : new int[] {78, 998, 999, 5000}) {
      fields.put("a line of " + length, "Subject: " + "x".repeat(length - 9) + "\r\n");
    }
    fields.put("1000 words on a line", "X-Awkward:" + " word".repeat(1000) + "\r\n");
  }

  private static void addBareLineEnds(Map<String, String> fields) {
    fields.put("CR alone", "X-Awkward: one\rtwo\r\n");
    fields.put("LF alone before white space", "X-Awkward: one\n two\r\n");
  }
}
