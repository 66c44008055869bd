package dev.waxseal.milter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions of a file with a secret: a private key, or a passphrase. The group may read it:
 * that is how a daemon reads a key that belongs to root. A group that may also write it gains
 * little more, so that is only a warning.
 */
final class KeyRights {

  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  private final Set<PosixFilePermission> rights;
  private final String what;
  private final Path file;

  private KeyRights(String what, Path file, Set<PosixFilePermission> rights) {
    this.what = what;
    this.file = file;
    this.rights = rights;
  }

  /**
   * The permissions of a file; empty if the system has none, or the file does not exist.
   *
   * @param what the name of what the file holds: "private key"
   */
  static KeyRights of(String what, Path file) {
    try {
      return new KeyRights(
          what, file, Files.isRegularFile(file) ? Files.getPosixFilePermissions(file) : Set.of());
    } catch (IOException | UnsupportedOperationException e) {
      return new KeyRights(what, file, Set.of());
    }
  }

  /** The reason why the key must not be used, and the command that fixes it. */
  Optional<String> problem() {
    boolean read = rights.contains(PosixFilePermission.OTHERS_READ);
    boolean write = rights.contains(PosixFilePermission.OTHERS_WRITE);
    if (read || write) {
      String verb = read && write ? "read and write" : read ? "read" : "write";
      String letters = (read ? "r" : "") + (write ? "w" : "");
      return Optional.of(
          "others may " + verb + " the " + what + " " + file + "; chmod o-" + letters + " " + file);
    }
    return openDirectory()
        .map(
            directory ->
                "others may replace the "
                    + what
                    + " "
                    + file
                    + ", since they may write to its directory; chmod o-w "
                    + directory);
  }

  /** A warning about the permissions. */
  Optional<String> warning() {
    return rights.contains(PosixFilePermission.GROUP_WRITE)
        ? Optional.of("the group may write to the " + what + " " + file + "; chmod g-w " + file)
        : Optional.empty();
  }

  /** The directory, if others may put another file in the place of this one. */
  private Optional<Path> openDirectory() {
    try {
      Path directory = Optional.ofNullable(file.toRealPath().getParent()).orElse(file);
      int mode = (Integer) Files.getAttribute(directory, "unix:mode");
      boolean open = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
      return open ? Optional.of(directory) : Optional.empty();
    } catch (IOException | RuntimeException e) { // the system does not have modes
      return Optional.empty();
    }
  }
}
