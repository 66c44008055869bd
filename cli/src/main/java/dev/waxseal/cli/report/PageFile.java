package dev.waxseal.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.cli.page.MessagePage;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file for a page: a new file, or an older page of Waxseal. */
public final class PageFile {

  private static final int HEAD = 2_048;
  private static final String MARK = "content=\"" + MessagePage.GENERATOR + "\"";

  private final Path file;

  private PageFile(Path file) {
    this.file = file;
  }

  /**
   * A file that may be written.
   *
   * @throws CommandFailure if there is another file
   */
  public static PageFile of(String name) {
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw new CommandFailure(ExitStatus.USAGE, "--html takes a file, not '" + name + "'");
    }
    if (Files.exists(file) && !isPage(file)) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE,
          name + " exists and is not a page of Waxseal; nothing was overwritten");
    }
    return new PageFile(file);
  }

  /** Writes the page completely or not at all. */
  public void write(String page) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      Path draft = Files.createTempFile(directory, "waxseal", ".html");
      try {
        Files.writeString(draft, page, UTF_8);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE, "cannot write the page " + file + ": " + e.getMessage());
    }
  }

  private static boolean isPage(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), UTF_8).contains(MARK);
    } catch (IOException e) {
      return false;
    }
  }
}
