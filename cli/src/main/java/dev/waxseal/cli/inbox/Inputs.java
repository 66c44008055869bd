package dev.waxseal.cli.inbox;

import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is named on the command line: files, mboxes, Maildirs and folders of them, told apart by
 * what is in them. One that cannot be read does not keep the others from being read.
 */
final class Inputs {

  private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};

  private final Terminal terminal;
  private final Taker taker;

  /** Takes mails and files, and faults. */
  interface Taker {
    /**
     * A mail or file.
     *
     * @param alone true if it was named itself, so that it has to be a report
     */
    void take(Message message, boolean alone);

    /** A file or folder that cannot be read. */
    void fail(String name, CommandFailure failure);
  }

  Inputs(Terminal terminal, Taker taker) {
    this.terminal = terminal;
    this.taker = taker;
  }

  /** Hands over all that these names stand for. */
  void forEach(List<String> names) {
    for (String name : names) {
      try {
        if (MessageSource.isStandardInput(name)) {
          standardInput();
        } else {
          path(name, MessageSource.path(name));
        }
      } catch (IOException e) {
        taker.fail(name, MessageSource.failure(name, e));
      } catch (CommandFailure e) {
        if (e.status() != ExitStatus.NO_INPUT && e.status() != ExitStatus.BAD_DATA) {
          throw e;
        }
        taker.fail(name, e);
      }
    }
  }

  private void path(String name, Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      file(name, path, true);
    } else if (isMaildir(path)) {
      maildir(name);
    } else {
      folder(name, path);
    }
  }

  private static boolean isMaildir(Path path) {
    return Files.isDirectory(path.resolve("cur")) || Files.isDirectory(path.resolve("new"));
  }

  private void maildir(String name) {
    try (MessageSource source = new MessageSource(terminal)) {
      source.forEach(
          List.of(name), MessageSource.Kind.MAILDIR, message -> taker.take(message, false));
    }
  }

  private void folder(String name, Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries =
          all.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
              .sorted()
              .toList();
    }
    for (Path entry : entries) {
      String entryName = Path.of(name).resolve(String.valueOf(entry.getFileName())).toString();
      try {
        if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
          path(entryName, entry);
        } else if (Files.isRegularFile(entry)) {
          file(entryName, entry, false);
        }
      } catch (IOException e) {
        taker.fail(entryName, MessageSource.failure(entryName, e));
      }
    }
  }

  /** A file is opened when it is read. */
  private void file(String name, Path path, boolean alone) throws IOException {
    if (isMbox(path)) {
      try (MessageSource source = new MessageSource(terminal)) {
        source.forEach(
            List.of(path.toString()),
            MessageSource.Kind.MBOX,
            message -> taker.take(new Message(name, message.index(), message.content()), false));
      }
    } else {
      taker.take(Message.of(name, () -> Files.newInputStream(path)), alone);
    }
  }

  /** Standard input can be read once, and the store reads twice. */
  private void standardInput() throws IOException {
    Path file = Files.createTempFile("waxseal", ".reports");
    try {
      Files.copy(terminal.in(), file, StandardCopyOption.REPLACE_EXISTING);
      file(MessageSource.STANDARD_INPUT, file, true);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isMbox(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(FROM.length), FROM);
    }
  }
}
