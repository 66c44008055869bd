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
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A new file, which does not replace another one. */
public final class NewFile {

  private static final int SET_GROUP_ID = 02000;
  private static final int OTHERS_WRITE = 0022;

  private final String name;
  private final Path path;
  private final boolean secret;

  private NewFile(String name, Path path, boolean secret) {
    this.name = name;
    this.path = path;
    this.secret = secret;
  }

  /**
   * A file for a private key that does not exist yet, with permissions for its owner only. The
   * group may read it, too, in a folder of the same owner that gives its group to new files and in
   * which nobody else may write: such a folder ({@code 2750 root:waxseal}) holds what a daemon
   * reads. The owner of another folder could put a link in the place of the file, or be its group.
   */
  public static NewFile secret(String name) {
    return vacant(name, true);
  }

  /** A file that does not exist yet, with the usual permissions. */
  public static NewFile open(String name) {
    return vacant(name, false);
  }

  private static NewFile vacant(String name, boolean secret) {
    NewFile file = new NewFile(name, MessageSource.path(name), secret);
    if (Files.exists(file.path, LinkOption.NOFOLLOW_LINKS)) {
      throw file.taken();
    }
    return file;
  }

  /** Creates it with this text. */
  public void create(String text) {
    try (FileChannel channel =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions())) {
      write(channel, text);
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

  private void write(FileChannel channel, String text) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (secret && isReadByItsGroup()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private FileAttribute<?>[] permissions() {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix && secret
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private boolean isReadByItsGroup() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    Map<String, Object> of = Files.readAttributes(folder, "unix:mode,uid,gid");
    Map<String, Object> here =
        Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) of.getOrDefault("mode", 0);
    return (mode & SET_GROUP_ID) != 0
        && (mode & OTHERS_WRITE) == 0
        && Objects.equals(of.get("uid"), here.get("uid"))
        && Objects.equals(of.get("gid"), here.get("gid"));
  }

  private CommandFailure taken() {
    String what = secret ? "a private key" : "a file";
    return failure("the file exists, and " + what + " is never overwritten");
  }

  private CommandFailure failure(String why) {
    return new CommandFailure(ExitStatus.CANNOT_CREATE, "cannot create " + name + ": " + why);
  }
}
