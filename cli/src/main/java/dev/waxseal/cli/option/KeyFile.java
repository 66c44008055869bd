package dev.waxseal.cli.option;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A new file for a private key, created with permissions for its owner only. */
public final class KeyFile {

  private final String name;
  private final Path path;

  private KeyFile(String name, Path path) {
    this.name = name;
    this.path = path;
  }

  /** A file that does not exist yet. */
  public static KeyFile vacant(String name) {
    KeyFile file = new KeyFile(name, MessageSource.path(name));
    if (Files.exists(file.path, LinkOption.NOFOLLOW_LINKS)) {
      throw file.taken();
    }
    return file;
  }

  /** Creates it with this text. */
  public void create(String pem) {
    try (FileChannel channel =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      write(channel, pem);
    } catch (FileAlreadyExistsException e) {
      throw taken();
    } catch (NoSuchFileException e) {
      throw failure("no such directory");
    } catch (AccessDeniedException e) {
      throw failure("permission denied");
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()));
    }
  }

  private void write(FileChannel channel, String pem) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private CommandFailure taken() {
    return failure("the file exists, and a private key is never overwritten");
  }

  private CommandFailure failure(String why) {
    return new CommandFailure(ExitStatus.CANNOT_CREATE, "cannot create " + name + ": " + why);
  }
}
