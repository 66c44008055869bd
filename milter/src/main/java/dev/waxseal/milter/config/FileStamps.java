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
 * The state of files at one time, to detect changes: new content, replacement, other permissions,
 * another target of a link. Immutable.
 *
 * @param stamps a text for each file
 * @param unreadable the files that this process could not read
 */
public record FileStamps(Map<Path, String> stamps, Set<Path> unreadable) {

  /** Copies both. */
  public FileStamps {
    stamps = Map.copyOf(stamps);
    unreadable = Set.copyOf(unreadable);
  }

  /** The stamps of files now. */
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

  /** The stamps of the same files now. */
  public FileStamps again() {
    return of(stamps.keySet());
  }

  /** Adds the current stamps of more files; known files keep their stamps. */
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

  /** The stamps of these files only. */
  public FileStamps only(Collection<Path> files) {
    Map<Path, String> some = new LinkedHashMap<>(stamps);
    some.keySet().retainAll(files);
    Set<Path> closed = new HashSet<>(unreadable);
    closed.retainAll(files);
    return new FileStamps(some, closed);
  }

  /** Returns true if it has stamps of all these files. */
  public boolean covers(Collection<Path> files) {
    return stamps.keySet().containsAll(files);
  }

  /**
   * The times of the last change of content and of anything, the size, and the identity of the
   * file.
   */
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
