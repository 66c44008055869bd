package dev.waxseal.milter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How files looked at one time, as far as that tells whether they were changed since: written to,
 * replaced, or given another target where they are links. Immutable.
 *
 * @param stamps a text for each file
 */
record FileStamps(Map<Path, String> stamps) {

  FileStamps {
    stamps = Map.copyOf(stamps);
  }

  /** How they look now. */
  static FileStamps of(List<Path> files) {
    Map<Path, String> stamps = new LinkedHashMap<>();
    files.forEach(file -> stamps.put(file, stamp(file)));
    return new FileStamps(stamps);
  }

  /** How the same files look now. */
  FileStamps again() {
    return of(List.copyOf(stamps.keySet()));
  }

  /** How more files look now; of those known already it stays as it was. */
  FileStamps and(List<Path> files) {
    Map<Path, String> both = new LinkedHashMap<>(of(files).stamps);
    both.replaceAll((file, stamp) -> stamps.getOrDefault(file, stamp));
    return new FileStamps(both);
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return seen.lastModifiedTime() + " " + seen.size() + " " + seen.fileKey();
    } catch (IOException e) {
      return "not there";
    }
  }
}
