package dev.waxseal.cli;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the messages of an mbox, one after the other (RFC 4155 appendix A, and what programs
 * write).
 *
 * <p>A message begins with a {@link FromLine} at the beginning of the file or after an empty line,
 * which belongs to the division. Where the message says by Content-Length how long its body is, and
 * what follows then is such a line or the end of the file, that counts: programs that say so do not
 * quote lines that look like a division.
 */
final class MboxDivider {

  /** How far into a header a Content-Length is looked for. */
  private static final int HEADER = 1 << 20;

  private static final String CONTENT_LENGTH = "content-length:";
  private static final int FIELD = 64;

  private final FileWindow file;

  /** Whether the first line has a date, so that all divisions have one. */
  private final boolean dated;

  private long at;

  /**
   * Where the octets of a message are.
   *
   * @param begin where it begins, behind its From_ line
   * @param end where it ends
   */
  record Extent(long begin, long end) {}

  MboxDivider(SeekableByteChannel channel) throws IOException {
    this.file = new FileWindow(channel);
    this.dated = FromLine.isDated(file.line(0, FromLine.MOST));
  }

  /** The next message. */
  Optional<Extent> next() throws IOException {
    if (!isDivision(at)) {
      return Optional.empty();
    }
    long begin = file.endOfLine(at);
    long body = body(begin);
    OptionalLong announced = announcedEnd(begin, body);
    long end = announced.isPresent() ? announced.getAsLong() : endBeforeDivision(begin);
    at = end + file.emptyLine(end);
    return Optional.of(new Extent(begin, end));
  }

  /** Where the body begins, behind an empty line; the beginning if there is none so far. */
  private long body(long begin) throws IOException {
    long line = begin;
    while (line - begin < HEADER && file.at(line) >= 0) {
      int empty = file.emptyLine(line);
      if (empty > 0) {
        return line + empty;
      }
      line = file.endOfLine(line);
    }
    return begin;
  }

  /** Where the message ends as it says itself, if that can be. */
  private OptionalLong announcedEnd(long begin, long body) throws IOException {
    long length = -1;
    for (long line = begin; line < body; line = file.endOfLine(line)) {
      String field = file.line(line, FIELD);
      if (field.toLowerCase(Locale.ROOT).startsWith(CONTENT_LENGTH)) {
        String number = field.substring(CONTENT_LENGTH.length()).strip();
        if (length >= 0 || !number.matches("[0-9]{1,18}")) {
          return OptionalLong.empty();
        }
        length = Long.parseLong(number);
      }
    }
    long end = body + length;
    return length >= 0 && isEnd(end) ? OptionalLong.of(end) : OptionalLong.empty();
  }

  /** Whether a message can end here: with a line, before a division or at the end of the file. */
  private boolean isEnd(long end) throws IOException {
    if (end > file.size() || file.at(end - 1) != '\n') {
      return false;
    }
    long next = end + file.emptyLine(end);
    return next == file.size() || isDivision(next);
  }

  /** The first empty line that a division follows, or that is the last one of the file. */
  private long endBeforeDivision(long begin) throws IOException {
    long line = begin;
    while (line < file.size()) {
      int empty = file.emptyLine(line);
      if (empty > 0 && (line + empty == file.size() || isDivision(line + empty))) {
        return line;
      }
      line = file.endOfLine(line);
    }
    return line;
  }

  private boolean isDivision(long position) throws IOException {
    if (file.at(position) != 'F') {
      return false;
    }
    String line = file.line(position, FromLine.MOST);
    return dated ? FromLine.isDated(line) : FromLine.begins(line);
  }
}
