package dev.waxseal.cli.migration;

import dev.waxseal.cli.input.MessageSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file of OpenDKIM that is neither empty nor a comment.
 *
 * @param file the file, as it was named
 * @param number the number of the line, from 1
 * @param name the text up to the first white space
 * @param value the text behind it; may be empty
 */
record Line(String file, int number, String name, String value) {

  /** The lines of a file; a comment begins with a number sign, wherever it stands. */
  static List<Line> of(String file) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : text(file).split("\r?\n", -1)) {
      number++;
      String content = text.replaceFirst("#.*", "").strip();
      if (!content.isEmpty()) {
        String[] parts = content.split("\\s+", 2);
        lines.add(new Line(file, number, parts[0], parts.length > 1 ? parts[1] : ""));
      }
    }
    return lines;
  }

  private static String text(String file) {
    try {
      return new String(Files.readAllBytes(MessageSource.path(file)), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw MessageSource.failure(file, e);
    }
  }

  String place() {
    return file + ":" + number;
  }
}
