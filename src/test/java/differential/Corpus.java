package differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Awkward messages, the same in every run: awkward bodies, awkward headers, and some of both.
 *
 * <p>Strings hold one octet a character (ISO-8859-1).
 */
final class Corpus {

  private static final int COMBINATIONS = 12;
  private static final long SEED = 6376;

  private static final String PLAIN_HEADER =
      """
      Received: from a.example (a.example [192.0.2.1])
      \tby b.example; Tue, 24 Nov 2026 08:00:00 +0000
      From: Alice <alice@example.com>
      To: Bob <bob@example.net>
      Date: Tue, 24 Nov 2026 08:00:00 +0000
      Message-ID: <1@example.com>
      """
          .replace("\n", "\r\n");

  private static final String PLAIN_FIELDS = "Subject: Dinner\r\n";
  private static final String PLAIN_BODY = "Hi Bob,\r\n\r\nsee you at eight.\r\n\r\nAlice\r\n";

  private final List<Message> messages = new ArrayList<>();

  private Corpus() {}

  static List<Message> messages() {
    Corpus corpus = new Corpus();
    corpus.addWithoutBody();
    Map<String, String> bodies = Bodies.all();
    bodies.forEach((name, body) -> corpus.add("body: " + name, PLAIN_FIELDS, body));
    Map<String, String> fields = Fields.all();
    fields.forEach((name, lines) -> corpus.add("header: " + name, lines, PLAIN_BODY));
    corpus.addAtBorders();
    corpus.addCombinations(new LinkedHashMap<>(fields), new LinkedHashMap<>(bodies));
    Bodies.large().forEach((name, body) -> corpus.add("large: " + name, PLAIN_FIELDS, body, true));
    return List.copyOf(corpus.messages);
  }

  private void addWithoutBody() {
    String header = PLAIN_HEADER + PLAIN_FIELDS;
    add("no empty line", header, false);
    add("no CRLF after the header", header.substring(0, header.length() - 2), false);
    add("nothing after the empty line", header + "\r\n", false);
  }

  /** White space and line ends on both sides of a multiple of 8 KiB, where buffers end. */
  private void addAtBorders() {
    Map<String, String> pieces = new LinkedHashMap<>();
    pieces.put("CRLF", "\r\n");
    pieces.put("white space", " \t ");
    pieces.put("white space before CRLF", " \t\r\n");
    pieces.put("empty lines", "\r\n\r\n\r\n\r\n");
    int headerLength = (PLAIN_HEADER + PLAIN_FIELDS).length() + 2;
    pieces.forEach(
        (name, piece) -> {
          add("border of the message: " + name, PLAIN_FIELDS, around(piece, 8192 - headerLength));
          add("border of the body: " + name, PLAIN_FIELDS, around(piece, 8192));
        });
  }

  /** A body in which each octet of the piece, in turn, is the last before the next border. */
  private static String around(String piece, int firstBorder) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      int start = firstBorder + 8192 * i - 1 - i;
      while (body.length() < start) {
        boolean lineEnd = body.length() % 70 == 68 && start - body.length() > 4;
        body.append(lineEnd ? "\r\n" : "x");
      }
      body.append(piece);
    }
    return body.append("end\r\n").toString();
  }

  private void addCombinations(Map<String, String> fields, Map<String, String> bodies) {
    fields.keySet().removeIf(name -> name.contains("alone"));
    bodies.keySet().removeIf(name -> name.contains("alone"));
    List<String> fieldNames = new ArrayList<>(fields.keySet());
    List<String> bodyNames = new ArrayList<>(bodies.keySet());
    Random random = new Random(SEED);
    for (int i = 0; i < COMBINATIONS; i++) {
      String field = fieldNames.remove(random.nextInt(fieldNames.size()));
      String body = bodyNames.remove(random.nextInt(bodyNames.size()));
      add(
          "both: " + field + "; " + body,
          fields.getOrDefault(field, ""),
          bodies.getOrDefault(body, ""));
    }
  }

  private void add(String name, String fields, String body) {
    add(name, fields, body, false);
  }

  private void add(String name, String fields, String body, boolean large) {
    add(name, PLAIN_HEADER + fields + "\r\n" + body, large);
  }

  private void add(String name, String text, boolean large) {
    String rest = text.replace("\r\n", "");
    Message.LineEnds lineEnds =
        rest.indexOf('\r') < 0 && rest.indexOf('\n') < 0
            ? Message.LineEnds.CRLF
            : Message.LineEnds.BARE;
    messages.add(new Message(name, text, lineEnds, large));
  }
}
