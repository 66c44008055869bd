package dev.waxseal.milter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read and write the file of a private key. The group may read it: that is how a daemon
 * reads a key that belongs to root. A group that may also write it can do little more than with
 * reading it, and is only warned of.
 */
final class KeyRights {

  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  private final Set<PosixFilePermission> rights;
  private final Path file;

  private KeyRights(Path file, Set<PosixFilePermission> rights) {
    this.file = file;
    this.rights = rights;
  }

  /** The rights of a file; none are known where there is no such thing, or no such file. */
  static KeyRights of(Path file) {
    try {
      return new KeyRights(
          file, Files.isRegularFile(file) ? Files.getPosixFilePermissions(file) : Set.of());
    } catch (IOException | UnsupportedOperationException e) {
      return new KeyRights(file, Set.of());
    }
  }

  /** Why the key must not be used, and the command that mends it. */
  Optional<String> problem() {
    boolean read = rights.contains(PosixFilePermission.OTHERS_READ);
    boolean write = rights.contains(PosixFilePermission.OTHERS_WRITE);
    if (read || write) {
      String verb = read && write ? "read and write" : read ? "read" : "write";
      String letters = (read ? "r" : "") + (write ? "w" : "");
      return Optional.of(
          "others may " + verb + " the private key " + file + "; chmod o-" + letters + " " + file);
    }
    return openDirectory()
        .map(
            directory ->
                "others may exchange the private key "
                    + file
                    + ", since they may write its directory; chmod o-w "
                    + directory);
  }

  /** What should be known. */
  Optional<String> warning() {
    return rights.contains(PosixFilePermission.GROUP_WRITE)
        ? Optional.of("the group may write the private key " + file + "; chmod g-w " + file)
        : Optional.empty();
  }

  /** The directory, if others may put another file in the place of this one. */
  private Optional<Path> openDirectory() {
    try {
      Path directory = Optional.ofNullable(file.toRealPath().getParent()).orElse(file);
      int mode = (Integer) Files.getAttribute(directory, "unix:mode");
      boolean open = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
      return open ? Optional.of(directory) : Optional.empty();
    } catch (IOException | RuntimeException e) { // not a system that knows it
      return Optional.empty();
    }
  }
}
