package dev.waxseal.cli.send;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the mails of one day: a line before a mail is handed over, and another when it
 * is known what became of it, each on the disk before the work goes on. So after a crash one mail
 * at most is in doubt. One process at a time has a journal.
 */
final class SendingJournal implements Closeable {

  /** The states of a mail; each has a line in the file, whose first word it is. */
  enum State {
    /** It was handed over, and nobody knows if it was taken. */
    BEGUN,
    /** It was taken. */
    SENT,
    /** It was refused for good. */
    REFUSED,
    /** It was not taken, and is to be tried again. */
    FAILED
  }

  private final FileChannel channel;
  private final Map<String, State> states = new HashMap<>();

  private SendingJournal(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the journal of a day, which is made if there is none. */
  static SendingJournal open(Path folder, LocalDate day) {
    Path file = folder.resolve(day + ".sent");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      SendingJournal journal = new SendingJournal(channel);
      if (!journal.lock()) {
        channel.close();
        throw new CommandFailure(
            ExitStatus.TEMPORARY, "another process is sending the reports of " + day);
      }
      journal.read(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII));
      return journal;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE, "cannot use the journal " + file + ": " + e.getMessage());
    }
  }

  private boolean lock() throws IOException {
    try {
      FileLock lock = channel.tryLock(); // until the channel is closed
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Takes whole lines; one that was cut is written over by an empty one. */
  private void read(String text) throws IOException {
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
      String[] words = line.split(" ", 2);
      for (State state : State.values()) {
        if (words.length == 2 && words[0].equals(word(state))) {
          states.put(words[1], state);
        }
      }
    }
    channel.position(channel.size());
    if (!text.isEmpty() && !text.endsWith("\n")) {
      write("\n");
    }
  }

  /** What is known of a mail; empty if it was never handed over. */
  Optional<State> state(String messageId) {
    return Optional.ofNullable(states.get(messageId));
  }

  /** Writes what is known now. */
  void note(String messageId, State state) {
    try {
      write(word(state) + " " + messageId + "\n");
      states.put(messageId, state);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.IO, "cannot write the journal, so nothing more is sent: " + e.getMessage());
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
    channel.force(true);
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
