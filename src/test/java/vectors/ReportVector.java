package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file of {@code testvectors/reports}, in the format that its README specifies.
 *
 * @param name the path below {@code testvectors/reports}
 * @param head the lines of the head, in order
 * @param payload what stands behind the head in the file, one character an octet
 */
record ReportVector(String name, List<Line> head, String payload) {

  private static final Set<String> KEYS =
      Set.of(
          "rfc",
          "about",
          "now",
          "container",
          "encoding",
          "make",
          "limit",
          "expect",
          "never",
          "same-report-as",
          "other-report-than",
          "generation",
          "namespace",
          "version",
          "org-name",
          "email",
          "extra-contact-info",
          "report-id",
          "generator",
          "begin",
          "error",
          "domain",
          "policy",
          "records",
          "dropped",
          "messages",
          "note",
          "dns",
          "origin",
          "feedback-type",
          "auth-failure",
          "delivery-result",
          "user-agent",
          "original-envelope-id",
          "reporting-mta",
          "authentication-results",
          "identity-alignment",
          "dkim-domain",
          "dkim-selector",
          "reported-domain",
          "dkim-identity",
          "original-mail-from",
          "original-rcpt-to",
          "reported-uri",
          "dkim-canonicalized-header",
          "dkim-canonicalized-body",
          "spf-dns",
          "source-ip",
          "source-port",
          "incidents",
          "arrival-date",
          "original",
          "organization-name",
          "start",
          "end",
          "contact-info",
          "policies",
          "sessions");

  /**
   * A line of the head.
   *
   * @param key the key
   * @param value the value, one character an octet
   */
  record Line(String key, String value) {}

  /** All vectors of one folder. */
  static List<ReportVector> all(String folder) {
    try (Stream<Path> files = Files.list(root().resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".vec"))
          .sorted()
          .map(ReportVector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The vector of this file in the same folder. */
  ReportVector sibling(String file) {
    return read(root().resolve(name).resolveSibling(file));
  }

  private static Path root() {
    return Vector.folder().resolve("reports");
  }

  private static ReportVector read(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), ISO_8859_1);
      int end = text.indexOf("\n\n");
      List<Line> head = new ArrayList<>();
      for (String line : text.substring(0, end).split("\n", -1)) {
        int colon = line.indexOf(": ");
        String key = line.substring(0, Math.max(colon, 0));
        if (!KEYS.contains(key) && !key.matches("(record|results|policy|failure)[.][0-9.]+")) {
          throw new IllegalArgumentException(file + ": unknown key in the line: " + line);
        }
        head.add(new Line(key, line.substring(colon + 2)));
      }
      return new ReportVector(root().relativize(file).toString(), head, text.substring(end + 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of a key, in order. */
  List<String> values(String key) {
    return head.stream().filter(line -> line.key().equals(key)).map(Line::value).toList();
  }

  /** The lines of each report: from one {@code expect} to the next. */
  List<List<Line>> reports() {
    List<List<Line>> reports = new ArrayList<>();
    for (Line line : head) {
      if (line.key().equals("expect")) {
        reports.add(new ArrayList<>());
      }
      if (!reports.isEmpty()) {
        reports.get(reports.size() - 1).add(line);
      }
    }
    return reports;
  }

  /** What arrives. */
  byte[] octets() {
    byte[] octets =
        values("encoding").contains("base64")
            ? Base64.getMimeDecoder().decode(payload)
            : payload.getBytes(ISO_8859_1);
    try {
      for (String step : values("make")) {
        octets = made(step.split(" ", -1), octets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets;
  }

  /** What arrives, as a stream: what is repeated a million times is not held in memory. */
  InputStream open() {
    String[] step = values("make").get(0).split(" ", -1);
    int open = payload.indexOf("[[");
    int close = payload.indexOf("]]", open);
    return new RepeatedInput(
        payload.substring(0, open),
        payload.substring(open + 2, close),
        Integer.parseInt(step[1]),
        payload.substring(close + 2));
  }

  /** Returns true if it is too large for memory. */
  boolean isHuge() {
    return name.contains("/records-") && values("make").size() == 1;
  }

  /** A text in which one part stands many times, with the number of the time in place of ##. */
  private static final class RepeatedInput extends InputStream {

    private final String part;
    private final int times;
    private final String after;
    private int done;
    private byte[] octets;
    private int next;

    RepeatedInput(String before, String part, int times, String after) {
      this.part = part;
      this.times = times;
      this.after = after;
      this.octets = before.getBytes(ISO_8859_1);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      while (next == octets.length && done <= times) {
        done++;
        octets = (done <= times ? part.replace("##", "" + done) : after).getBytes(ISO_8859_1);
        next = 0;
      }
      int count = Math.min(length, octets.length - next);
      System.arraycopy(octets, next, buffer, offset, count);
      next += count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static byte[] made(String[] step, byte[] octets) throws IOException {
    return switch (step[0]) {
      case "repeat", "number" -> repeated(octets, Integer.parseInt(step[1]), step[0]);
      case "nest" -> nested(octets, Integer.parseInt(step[1]));
      case "zeros" -> Arrays.copyOf(octets, octets.length + Integer.parseInt(step[1]));
      case "gzip" -> gzipped(octets);
      case "zip" -> zipped(octets, Vector.unquoted(step[1]), 0);
      case "zip-last" -> zipped(octets, Vector.unquoted(step[1]), Integer.parseInt(step[2]));
      case "mail" -> mail(octets);
      default -> throw new IllegalArgumentException("unknown step: " + step[0]);
    };
  }

  private static byte[] repeated(byte[] octets, int times, String step) throws IOException {
    String text = new String(octets, ISO_8859_1);
    int open = text.indexOf("[[");
    int close = text.indexOf("]]", open);
    String part = text.substring(open + 2, close);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(octets, 0, open);
    byte[] same = part.getBytes(ISO_8859_1);
    for (int i = 1; i <= times; i++) {
      out.write(step.equals("number") ? part.replace("##", "" + i).getBytes(ISO_8859_1) : same);
    }
    out.write(octets, close + 2, octets.length - close - 2);
    return out.toByteArray();
  }

  private static byte[] nested(byte[] octets, int times) {
    String text = new String(octets, ISO_8859_1);
    int open = text.indexOf("[[");
    int middle = text.indexOf("||", open);
    int close = text.indexOf("]]", middle);
    return (text.substring(0, open)
            + text.substring(open + 2, middle).repeat(times)
            + text.substring(middle + 2, close).repeat(times)
            + text.substring(close + 2))
        .getBytes(ISO_8859_1);
  }

  private static byte[] gzipped(byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(octets);
    }
    return out.toByteArray();
  }

  private static byte[] zipped(byte[] octets, String name, int before) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, ISO_8859_1)) {
      for (int i = 1; i <= before; i++) {
        zip.putNextEntry(new ZipEntry("e" + i));
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry(name));
      zip.write(octets);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static byte[] mail(byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head =
        """
        Date: Tue, 3 Nov 2026 00:20:07 +0000
        From: dmarc-reports@quayside.example
        Subject: Report Domain: sailmakers.example Submitter: quayside.example
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="=_m"

        --=_m
        Content-Type: text/plain

        A report.
        --=_m
        Content-Type: application/gzip
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment

        """;
    out.write(head.replace("\n", "\r\n").getBytes(US_ASCII));
    out.write(Base64.getMimeEncoder().encode(octets));
    out.write("\r\n--=_m--\r\n".getBytes(US_ASCII));
    return out.toByteArray();
  }
}
