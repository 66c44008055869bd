package dev.waxseal.milter.role;

import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The header of one message, rebuilt octet by octet from the packets of the mail server.
 *
 * <p>Beyond the bounds of {@link Limits} nothing is kept; only fields with watched names are still
 * counted. For one thread.
 */
final class MessageHeader {

  private static final byte[] CRLF = {'\r', '\n'};

  private final Limits limits;
  private final Set<String> watched;
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<HeaderField> fields = new ArrayList<>();
  private long octets;
  private boolean overfull;

  /**
   * A header without fields.
   *
   * @param watched names of fields in lower case that are counted whatever the size of the header
   */
  MessageHeader(Limits limits, Set<String> watched) {
    this.limits = limits;
    this.watched = watched;
  }

  /**
   * Takes the next field.
   *
   * @param value the text after the colon, with folds as LF or CRLF followed by white space
   */
  void add(String name, String value) {
    octets += name.length() + value.length() + 3;
    overfull |= octets + 2 > limits.headerBytes() || fields.size() >= limits.headerFields();
    String lower = lower(name);
    if (watched.contains(lower)) {
      counts.merge(lower, 1, Integer::sum);
    }
    if (overfull) {
      fields.clear();
      return;
    }
    HeaderField field =
        HeaderField.parse((name + ":" + folded(value)).getBytes(StandardCharsets.ISO_8859_1));
    octets += field.bytes().length - name.length() - value.length() - 3;
    fields.add(field);
  }

  /** True if it exceeded the bounds, so its fields are not known. */
  boolean isOverfull() {
    return overfull;
  }

  /** The number of octets, including line ends. */
  long octets() {
    return octets;
  }

  /** The number of fields with a watched name; the name in lower case. */
  int count(String name) {
    return counts.getOrDefault(name, 0);
  }

  /** All fields. */
  Headers headers() {
    return Headers.of(fields);
  }

  /** The fields that are not deleted. */
  Headers headers(List<DeleteHeader> deletions) {
    return Headers.of(kept(deletions));
  }

  /** The octets of all fields, with the empty line after them. */
  byte[] bytes() {
    return bytes(List.of());
  }

  /** The octets of the fields that are not deleted, with the empty line after them. */
  byte[] bytes(List<DeleteHeader> deletions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    kept(deletions).forEach(field -> bytes.writeBytes(field.bytes()));
    bytes.writeBytes(CRLF);
    return bytes.toByteArray();
  }

  private List<HeaderField> kept(List<DeleteHeader> deletions) {
    Map<String, Set<Integer>> deleted = new HashMap<>();
    for (DeleteHeader each : deletions) {
      deleted.computeIfAbsent(lower(each.name()), name -> new HashSet<>()).add(each.occurrence());
    }
    Map<String, Integer> seen = new HashMap<>();
    List<HeaderField> kept = new ArrayList<>();
    for (HeaderField field : fields) {
      String name = lower(field.name());
      int occurrence = seen.merge(name, 1, Integer::sum);
      if (!deleted.getOrDefault(name, Set.of()).contains(occurrence)) {
        kept.add(field);
      }
    }
    return kept;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * A value with folds as on the wire. A field stays one field: a CRLF that is not a fold would end
   * it, and becomes the lone LF that the mail server sent.
   */
  private static String folded(String value) {
    if (value.indexOf('\n') < 0) {
      return value;
    }
    StringBuilder folded = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' && value.startsWith("\n", i + 1)) {
        continue;
      }
      if (c == '\n' && i + 1 < value.length() && " \t".indexOf(value.charAt(i + 1)) >= 0) {
        folded.append('\r');
      }
      folded.append(c);
    }
    return folded.toString();
  }
}
