package dev.waxseal.cli.input;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the messages of an mbox, one after the other (RFC 4155 appendix A, and the practice of
 * programs).
 *
 * <p>A message begins with a {@link FromLine} at the beginning of the file or after an empty line,
 * which belongs to the separator. A Content-Length counts if a separator or the end of the file
 * follows there: programs that write it do not quote lines that look like separators.
 */
final class MboxDivider {

  /** The part of a header that is searched for Content-Length, in octets. */
  private static final int HEADER = 1 << 20;

  private static final String CONTENT_LENGTH = "content-length:";
  private static final int FIELD = 64;

  private final FileWindow file;

  /** True if the first line has a date, so all separators have one. */
  private final boolean dated;

  private long at;

  /**
   * The position of a message.
   *
   * @param begin the position after its From_ line
   * @param end the position of its end
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

  /** The start of the body, after an empty line; the start of the message if there is none yet. */
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

  /** The end of the message according to its Content-Length, if that is plausible. */
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

  /**
   * True if a message can end here: at a line end, before a separator or at the end of the file.
   */
  private boolean isEnd(long end) throws IOException {
    if (end > file.size() || file.at(end - 1) != '\n') {
      return false;
    }
    long next = end + file.emptyLine(end);
    return next == file.size() || isDivision(next);
  }

  /** The first empty line that is followed by a separator or ends the file. */
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
