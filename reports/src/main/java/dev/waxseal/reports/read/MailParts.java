package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.reports.internal.mime4j.MimeException;
import dev.waxseal.reports.internal.mime4j.MimeIOException;
import dev.waxseal.reports.internal.mime4j.codec.DecodeMonitor;
import dev.waxseal.reports.internal.mime4j.io.MaxLineLimitException;
import dev.waxseal.reports.internal.mime4j.stream.BodyDescriptor;
import dev.waxseal.reports.internal.mime4j.stream.EntityState;
import dev.waxseal.reports.internal.mime4j.stream.Field;
import dev.waxseal.reports.internal.mime4j.stream.MimeConfig;
import dev.waxseal.reports.internal.mime4j.stream.MimeTokenStream;
import dev.waxseal.reports.internal.mime4j.stream.NameValuePair;
import dev.waxseal.reports.internal.mime4j.stream.ParserCursor;
import dev.waxseal.reports.internal.mime4j.stream.RawBody;
import dev.waxseal.reports.internal.mime4j.stream.RawFieldParser;
import dev.waxseal.reports.internal.mime4j.stream.RecursionMode;
import dev.waxseal.reports.internal.mime4j.util.ByteArrayBuffer;
import dev.waxseal.reports.internal.mime4j.util.MimeParameterMapping;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Goes through the parts of a mail. Messages within it are parts as well, and stay closed.
 *
 * <p>The one class that knows mime4j.
 */
final class MailParts {

  /** Honest mail has some fifty fields of at most 10 KiB, and five levels. */
  private static final int FIELDS = 10_000;

  private static final int FIELD_OCTETS = 64 << 10;
  private static final int HEADER_OCTETS = 1 << 20;
  private static final int LEVELS = 20;

  /**
   * The facts in the header of a part.
   *
   * @param mediaType the media type in lower case; {@code text/plain} if it has none
   * @param fileName the file name; empty if it has none
   * @param attached true if it is an attachment
   * @param encoded true if it has base64 or quoted-printable
   * @param report the {@code multipart/report} around it
   */
  record Part(
      String mediaType, String fileName, boolean attached, boolean encoded, ReportType report) {}

  /** The {@code multipart/report} around a part: none, or the type that it has. */
  record ReportType(boolean present, String name) {
    static final ReportType NONE = new ReportType(false, "");
  }

  /** Takes the parts in their order. */
  interface Visitor {

    /** A field of the mail itself, before the parts. */
    void field(String name, String body);

    /** The mail ends within a part. */
    void cut();

    /** A part; what is not read of it is passed over. */
    void part(Part part, InputStream body) throws IOException;
  }

  private final MimeTokenStream tokens;
  private final Visitor visitor;
  private final Deque<ReportType> multiparts = new ArrayDeque<>();
  private final Map<String, String> fields = new HashMap<>();
  private final ReportLimits limits;
  private int parts;
  private int headerOctets;

  private MailParts(ReportLimits limits, Visitor visitor) {
    this.limits = limits;
    this.visitor = visitor;
    this.tokens =
        new MimeTokenStream(
            new MimeConfig.Builder()
                .setMaxLineLen(FIELD_OCTETS)
                .setMaxHeaderCount(FIELDS)
                .setMaxHeaderLen(FIELD_OCTETS)
                .setMaxNestingDepth(LEVELS)
                .setMaxPartCount(-1)
                .setMaxContentLen(-1)
                .setMaxTotalHeaderCount(-1)
                .setMaxTotalHeaderLen(-1)
                .setMalformedHeaderStartsBody(false)
                .setStrictParsing(false)
                .build(),
            new Faults(),
            null);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
  }

  /** Goes through a mail to its end. */
  static void walk(InputStream mail, ReportLimits limits, Visitor visitor) throws IOException {
    new MailParts(limits, visitor).walk(mail);
  }

  private void walk(InputStream mail) throws IOException {
    try {
      tokens.parse(mail);
      for (EntityState state = tokens.getState();
          state != EntityState.T_END_OF_STREAM;
          state = tokens.next()) {
        event(state);
      }
    } catch (MimeException | MimeIOException | MaxLineLimitException e) {
      throw new RefusedException(Refusal.MAIL_TOO_COMPLEX, String.valueOf(e.getMessage()));
    }
  }

  /** Hears of a mail that ends early; all else is read as well as it can be. */
  private final class Faults extends DecodeMonitor {

    @Override
    public boolean warn(String error, String consequence) {
      if (error.contains("prematurely")) {
        visitor.cut();
      }
      return false;
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }

  private void event(EntityState state) throws IOException {
    switch (state) {
      case T_START_HEADER -> {
        fields.clear();
        headerOctets = 0;
      }
      case T_FIELD -> field(tokens.getField());
      case T_START_MULTIPART -> multiparts.push(reportType(tokens.getBodyDescriptor()));
      case T_END_MULTIPART -> multiparts.pop();
      case T_BODY -> body(tokens.getBodyDescriptor());
      default -> {}
    }
  }

  private void field(Field field) throws RefusedException {
    String name = field.getName().toLowerCase(Locale.ROOT);
    String body = field.getBody() == null ? "" : field.getBody();
    headerOctets += name.length() + body.length();
    if (headerOctets > HEADER_OCTETS) {
      throw new RefusedException(Refusal.MAIL_TOO_COMPLEX, "a header is too long");
    }
    fields.putIfAbsent(name, body);
    if (multiparts.isEmpty()) {
      visitor.field(name, body);
    }
  }

  private void body(BodyDescriptor body) throws IOException {
    parts++;
    if (parts > limits.parts()) {
      throw new RefusedException(
          Refusal.MAIL_TOO_COMPLEX, "more than " + limits.parts() + " parts");
    }
    boolean base64 = "base64".equalsIgnoreCase(body.getTransferEncoding());
    boolean encoded = base64 || "quoted-printable".equalsIgnoreCase(body.getTransferEncoding());
    String disposition = fields.getOrDefault("content-disposition", "");
    String name = parameter("content-disposition", "filename");
    Part part =
        new Part(
            body.getMimeType().toLowerCase(Locale.ROOT),
            name.isEmpty() ? parameter("content-type", "name") : name,
            disposition.strip().toLowerCase(Locale.ROOT).startsWith("attachment"),
            encoded,
            multiparts.isEmpty() ? ReportType.NONE : multiparts.peek());
    visitor.part(
        part, base64 ? new Base64Input(tokens.getInputStream()) : tokens.getDecodedInputStream());
  }

  private ReportType reportType(BodyDescriptor body) {
    return body.getMimeType().equalsIgnoreCase("multipart/report")
        ? new ReportType(true, parameter("content-type", "report-type").toLowerCase(Locale.ROOT))
        : ReportType.NONE;
  }

  /** A parameter of a field of this part, put together (RFC 2231); empty if there is none. */
  private String parameter(String field, String name) {
    String text = fields.getOrDefault(field, "");
    if (text.isEmpty()) {
      return "";
    }
    byte[] octets = text.getBytes(UTF_8);
    RawBody body =
        RawFieldParser.DEFAULT.parseRawBody(
            new ByteArrayBuffer(octets, true), new ParserCursor(0, octets.length));
    MimeParameterMapping mapping = new MimeParameterMapping();
    for (NameValuePair pair : body.getParams()) {
      mapping.addParameter(pair.getName(), pair.getValue());
    }
    String value = mapping.get(name);
    return value == null ? "" : value;
  }
}
