package dev.waxseal.cli.input;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The messages named on the command line: files, standard input, mboxes, Maildirs. They can be read
 * until this is closed.
 */
public final class MessageSource implements AutoCloseable {

  /** The name of standard input. */
  public static final String STANDARD_INPUT = "-";

  private final Terminal terminal;
  private final List<Mbox> mboxes = new ArrayList<>();

  /** The kind of each name. */
  public enum Kind {
    /** One message. */
    MESSAGE,
    /** An mbox with any number of messages. */
    MBOX,
    /** A Maildir. */
    MAILDIR
  }

  public MessageSource(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Hands over the messages in order. */
  public void forEach(List<String> names, Kind kind, Consumer<Message> taker) {
    for (String name : names) {
      switch (kind) {
        case MESSAGE -> taker.accept(message(name));
        case MBOX -> mbox(name, taker);
        case MAILDIR -> maildir(name, taker);
      }
    }
  }

  /** The message in a file or on standard input; the file is opened later. */
  public Message message(String name) {
    return Message.of(name, () -> open(name));
  }

  /** True for the name of standard input. */
  public static boolean isStandardInput(String name) {
    return name.equals(STANDARD_INPUT);
  }

  /** The path of a name. */
  public static Path path(String name) {
    if (name.isEmpty()) {
      throw new CommandFailure(ExitStatus.NO_INPUT, "the name of a file is empty");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new CommandFailure(ExitStatus.NO_INPUT, "no such file: " + name);
    }
  }

  /** The failure for an error of reading. */
  public static CommandFailure failure(String name, IOException fault) {
    String sentence;
    if (fault instanceof NoSuchFileException) {
      sentence = "no such file: " + name + undecoded(name);
    } else if (fault instanceof AccessDeniedException denied) {
      sentence = "permission denied: " + (denied.getFile() == null ? name : denied.getFile());
    } else {
      sentence = "cannot read " + name + ": " + fault.getMessage();
    }
    return new CommandFailure(ExitStatus.NO_INPUT, sentence);
  }

  /** Java loses the octets of a name that are not valid in the locale, so the file is not found. */
  private static String undecoded(String name) {
    return name.indexOf('\uFFFD') < 0
        ? ""
        : "; the name is not valid in the character set of this locale (LC_ALL): give - and the"
            + " file"
            + " on standard input";
  }

  private InputStream open(String name) throws IOException {
    if (isStandardInput(name)) {
      return terminal.in();
    }
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw new CommandFailure(
          ExitStatus.NO_INPUT, name + " is a directory; verify a Maildir with --maildir");
    }
    return Files.newInputStream(path);
  }

  @Override
  public void close() {
    for (Mbox mbox : mboxes) {
      try {
        mbox.close();
      } catch (IOException e) {
        terminal.problem("cannot delete the temporary file " + mbox.file());
      }
    }
  }

  private void mbox(String name, Consumer<Message> taker) {
    try {
      openMbox(name).forEach(taker);
    } catch (IOException e) {
      taker.accept(broken(name, failure(name, e)));
    } catch (CommandFailure e) {
      taker.accept(broken(name, e));
    }
  }

  private Mbox openMbox(String name) throws IOException {
    if (!isStandardInput(name) && Files.isRegularFile(path(name))) {
      return Mbox.of(name, path(name));
    }
    try (InputStream in = open(name)) {
      Mbox kept = Mbox.kept(name, in);
      mboxes.add(kept);
      return kept;
    }
  }

  private void maildir(String name, Consumer<Message> taker) {
    List<Path> files;
    try {
      files = maildirFiles(name);
    } catch (IOException e) {
      taker.accept(broken(name, failure(name, e)));
      return;
    } catch (CommandFailure e) {
      taker.accept(broken(name, e));
      return;
    }
    for (Path file : files) {
      taker.accept(Message.of(file.toString(), () -> Files.newInputStream(file)));
    }
  }

  /** The files in cur/ and new/, in the order of their names, which begin with the time. */
  private static List<Path> maildirFiles(String name) throws IOException {
    Path maildir = path(name);
    if (!Files.exists(maildir)) {
      throw new NoSuchFileException(name);
    }
    List<Path> files = new ArrayList<>();
    boolean found = false;
    for (String folder : List.of("cur", "new")) {
      Path directory = maildir.resolve(folder);
      if (Files.isDirectory(directory)) {
        found = true;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
          entries.forEach(files::add);
        }
      }
    }
    if (!found) {
      throw new CommandFailure(
          ExitStatus.NO_INPUT, name + " is not a Maildir: it has neither cur/ nor new/");
    }
    files.removeIf(
        file -> file.getFileName().toString().startsWith(".") || !Files.isRegularFile(file));
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return files;
  }

  private static Message broken(String name, CommandFailure failure) {
    return Message.of(
        name,
        () -> {
          throw failure;
        });
  }
}
