package dev.waxseal.diagnosis.header;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;

/**
 * Where guesses about a header come from.
 *
 * @param headers the header as it arrived
 * @param copies fields as they were when they were signed, as the signature says in {@code z=} (RFC
 *     6376 section 3.5)
 * @param parts the headers of the parts of the body: one may have been that of the message
 */
public record HeaderContext(
    Headers headers, List<HeaderField> copies, List<List<HeaderField>> parts) {

  /** Copies the lists. */
  public HeaderContext {
    copies = List.copyOf(copies);
    parts = List.copyOf(parts);
  }
}
