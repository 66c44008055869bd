package dev.waxseal.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.mime.HeaderField;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Copies a message whose header is known, without some of its fields and with others on top. The
 * header is compared with the known one and held; the body streams.
 *
 * <p>For one message, one thread, used once.
 */
final class Delivery {

  private final InputStream message;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean bareLf;
  private boolean lineEnded;
  private int last = -1;
  private long octets;

  Delivery(InputStream message) {
    this.message = new BufferedInputStream(message);
  }

  /** Copies the message; writes nothing if its header is another. */
  void deliver(
      List<HeaderField> header,
      List<ReceivedResults.Claim> forged,
      List<HeaderField> fields,
      OutputStream out)
      throws IOException {
    readHeader(header, forged);
    for (HeaderField field : fields) {
      out.write(withLineEnds(field));
    }
    kept.writeTo(out);
    message.transferTo(out);
  }

  private void readHeader(List<HeaderField> header, List<ReceivedResults.Claim> forged)
      throws IOException {
    Set<Integer> positions =
        forged.stream().map(ReceivedResults.Claim::position).collect(Collectors.toSet());
    boolean ended = false;
    for (int position = 0; position < header.size(); position++) {
      byte[] octetsOfField = header.get(position).bytes();
      ended = read(octetsOfField, position == header.size() - 1, !positions.contains(position));
    }
    if (!ended) {
      read(new byte[] {'\r', '\n'}, true, true); // the empty line, or the end of the message
    }
  }

  /**
   * Reads what is expected; a bare LF may stand for CRLF.
   *
   * @param mayEnd whether the message may end before the final CRLF
   * @return whether it ended there
   */
  private boolean read(byte[] expected, boolean mayEnd, boolean keep) throws IOException {
    for (int i = 0; i < expected.length; i++) {
      int octet = message.read();
      if (octet < 0 && mayEnd && i == expected.length - 2) {
        return true;
      }
      boolean lfForCrlf =
          octet == '\n' && last != '\r' && expected[i] == '\r' && isLf(expected, i + 1);
      if (octet != (expected[i] & 0xFF) && !lfForCrlf) {
        throw new IllegalArgumentException(
            "The message is not the one of this report: its header differs at octet " + octets);
      }
      if (lfForCrlf) {
        i++;
      }
      if (octet == '\n' && !lineEnded) {
        lineEnded = true;
        bareLf = lfForCrlf;
      }
      if (keep) {
        kept.write(octet);
      }
      last = octet;
      octets++;
    }
    return false;
  }

  private static boolean isLf(byte[] octets, int index) {
    return index < octets.length && octets[index] == '\n';
  }

  /** Ours end as the first line of the message does. */
  private byte[] withLineEnds(HeaderField field) {
    String text = new String(field.bytes(), ISO_8859_1);
    return (bareLf ? text.replace("\r\n", "\n") : text).getBytes(ISO_8859_1);
  }
}
