package dev.waxseal.diagnosis.header;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;

/**
 * The sources of guesses about a header.
 *
 * @param headers the header as it arrived
 * @param copies copies of the signed fields in the signature: {@code z=} (RFC 6376 section 3.5)
 * @param parts the headers of the parts of the body: one of them may have been that of the message
 */
public record HeaderContext(
    Headers headers, List<HeaderField> copies, List<List<HeaderField>> parts) {

  /** Copies the lists. */
  public HeaderContext {
    copies = List.copyOf(copies);
    parts = List.copyOf(parts);
  }
}
