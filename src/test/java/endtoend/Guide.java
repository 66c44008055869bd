package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of configuration that a guide shows, as they stand there.
 *
 * @param blocks all of them, in their order
 */
record Guide(List<Block> blocks) {

  private static final Pattern FENCE = Pattern.compile("( *)```([a-z.]*)");
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");

  /**
   * A block.
   *
   * @param heading that it stands under
   * @param file the kind of file that it belongs to: {@code toml}, {@code master.cf}, …
   * @param text its lines, without the indentation of the block
   */
  record Block(String heading, String file, String text) {}

  /** Copies the list. */
  Guide {
    blocks = List.copyOf(blocks);
  }

  /** Reads a guide of this project. */
  static Guide read(String name) {
    List<String> lines;
    try {
      lines = Files.readAllLines(Programs.root().resolve(name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher title = HEADING.matcher(lines.get(i));
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        String indent = fence.group(1);
        StringBuilder text = new StringBuilder();
        for (i++; !lines.get(i).equals(indent + "```"); i++) {
          text.append(lines.get(i).replaceFirst("^" + indent, "")).append('\n');
        }
        blocks.add(new Block(heading, fence.group(2), text.toString()));
      } else if (title.matches()) {
        heading = title.group(1);
      }
    }
    return new Guide(blocks);
  }

  /** The one block for a kind of file under a heading. */
  String block(String heading, String file) {
    List<Block> found =
        blocks.stream()
            .filter(it -> it.heading().equals(heading) && it.file().equals(file))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          found.size() + " blocks of " + file + " under \"" + heading + "\"");
    }
    return found.get(0).text();
  }

  /** How many blocks there are for a kind of file. */
  long count(String file) {
    return blocks.stream().filter(it -> it.file().equals(file)).count();
  }
}
