package dev.waxseal.reports.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of lines, {@code 2026-11-02.history}. Each line is one write to a file that is opened for
 * appending, so that lines of several processes do not mix.
 */
final class FileHistory implements ReportHistory {

  private static final String EXTENSION = ".history";

  private static final Set<OpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path folder;
  private Optional<Open> open = Optional.empty();

  /** The file of the day that is being written; {@code torn} if a write ended within a line. */
  private record Open(LocalDate day, FileChannel channel, boolean torn) {}

  FileHistory(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void append(HistoryEntry entry) throws IOException {
    LocalDate day = LocalDate.ofInstant(entry.time(), ZoneOffset.UTC);
    if (open.isEmpty() || !open.get().day().equals(day) || isGone(day)) {
      close();
      open = Optional.of(open(day));
    }
    Open file = open.get();
    String line = (file.torn() ? "\n" : "") + EntryLine.of(entry) + "\n";
    ByteBuffer octets = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
    try {
      int written = file.channel().write(octets);
      if (octets.hasRemaining()) {
        throw new IOException("only " + written + " octets of an entry could be written");
      }
      open = Optional.of(new Open(day, file.channel(), false));
    } catch (IOException e) {
      open = Optional.of(new Open(day, file.channel(), true));
      throw e;
    }
  }

  @Override
  public List<LocalDate> days() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(file -> day(file).stream()).sorted().toList();
    }
  }

  @Override
  public long read(LocalDate day, Sink sink) throws IOException {
    EntryLine.Reader reader = new EntryLine.Reader();
    long damaged = 0;
    try (BufferedReader lines = Files.newBufferedReader(file(day), StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<HistoryEntry> entry = reader.read(line);
        if (entry.isPresent()) {
          sink.accept(entry.get());
        } else if (!line.isEmpty()) {
          damaged++;
        }
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    return damaged;
  }

  @Override
  public synchronized int forget(LocalDate before) throws IOException {
    List<LocalDate> old = new ArrayList<>(days());
    old.removeIf(day -> !day.isBefore(before));
    for (LocalDate day : old) {
      if (open.isPresent() && open.get().day().equals(day)) {
        close();
      }
      Files.deleteIfExists(file(day));
    }
    return old.size();
  }

  @Override
  public synchronized void close() throws IOException {
    if (open.isPresent()) {
      FileChannel channel = open.get().channel();
      open = Optional.empty();
      channel.close();
    }
  }

  private Open open(LocalDate day) throws IOException {
    makeFolder();
    boolean torn = isTorn(file(day));
    FileChannel channel = FileChannel.open(file(day), APPENDING, readableBy("rw-r-----"));
    return new Open(day, channel, torn);
  }

  private void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, readableBy("rwxr-x---"));
    }
  }

  /** Another process has forgotten the day meanwhile: what is written now would be lost. */
  private boolean isGone(LocalDate day) {
    return !Files.exists(file(day));
  }

  /** True if the last line has no end: the process that wrote it was killed, or the disk full. */
  private static boolean isTorn(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() > 0
          && channel.read(last, channel.size() - 1) == 1
          && last.get(0) != '\n';
    }
  }

  /** The rights of what is new: its group may read it, others may not. */
  private FileAttribute<?>[] readableBy(String rights) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private Path file(LocalDate day) {
    return folder.resolve(day + EXTENSION);
  }

  private static Optional<LocalDate> day(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(EXTENSION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(name.substring(0, name.length() - EXTENSION.length())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
