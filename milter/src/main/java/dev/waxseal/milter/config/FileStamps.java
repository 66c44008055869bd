package dev.waxseal.milter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How files looked at one time, as far as that tells whether they were changed since: written to,
 * replaced, given other rights, or another target where they are links. Immutable.
 *
 * @param stamps a text for each file
 * @param unreadable those that this process could not read
 */
public record FileStamps(Map<Path, String> stamps, Set<Path> unreadable) {

  /** Copies both. */
  public FileStamps {
    stamps = Map.copyOf(stamps);
    unreadable = Set.copyOf(unreadable);
  }

  /** How they look now. */
  public static FileStamps of(Collection<Path> files) {
    Map<Path, String> stamps = new LinkedHashMap<>();
    Set<Path> unreadable = new HashSet<>();
    for (Path file : files) {
      stamps.put(file, stamp(file));
      if (!Files.isReadable(file)) {
        unreadable.add(file);
      }
    }
    return new FileStamps(stamps, unreadable);
  }

  /** How the same files look now. */
  public FileStamps again() {
    return of(stamps.keySet());
  }

  /** How more files look now; of those known already it stays as it was. */
  public FileStamps and(Collection<Path> files) {
    Set<Path> unknown = new HashSet<>(files);
    unknown.removeAll(stamps.keySet());
    FileStamps more = of(unknown);
    Map<Path, String> both = new LinkedHashMap<>(stamps);
    both.putAll(more.stamps);
    Set<Path> closed = new HashSet<>(unreadable);
    closed.addAll(more.unreadable);
    return new FileStamps(both, closed);
  }

  /** Of these files alone. */
  public FileStamps only(Collection<Path> files) {
    Map<Path, String> some = new LinkedHashMap<>(stamps);
    some.keySet().retainAll(files);
    Set<Path> closed = new HashSet<>(unreadable);
    closed.retainAll(files);
    return new FileStamps(some, closed);
  }

  /** Whether it knows of all of these files. */
  public boolean covers(Collection<Path> files) {
    return stamps.keySet().containsAll(files);
  }

  /** The time of the last change of content, of anything, the size, and which file it is. */
  private static String stamp(Path file) {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    try {
      Map<String, Object> seen =
          Files.readAttributes(file, unix ? "unix:lastModifiedTime,ctime,size,fileKey" : "basic:*");
      return seen.get("lastModifiedTime")
          + (unix ? " " + seen.get("ctime") : "")
          + " "
          + seen.get("size")
          + " "
          + seen.get("fileKey");
    } catch (IOException e) {
      return "not there";
    }
  }
}
