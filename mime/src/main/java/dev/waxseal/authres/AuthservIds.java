package dev.waxseal.authres;

import dev.waxseal.mime.HeaderField;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The authserv-ids of one's own services, or of those that one trusts (RFC 8601 section 2.5).
 *
 * <p>They compare in any case, and as U-labels where they have A-labels (RFC 8601 section 5).
 * Immutable; share it among threads.
 */
public final class AuthservIds {

  /** A longer text cannot be a domain name in any notation. */
  private static final int MAX_DOMAIN = 255;

  private static final char FULL_STOP = '.';

  private final Set<String> written = new LinkedHashSet<>();
  private final Set<String> exact = new HashSet<>();
  private final Map<String, String> loose = new HashMap<>();
  private final boolean plainNames;

  private AuthservIds(Collection<String> ids) {
    for (String id : ids) {
      if (id.isBlank()
          || id.length() > MAX_DOMAIN
          || !id.equals(id.strip())
          || id.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "An authserv-id is not empty, has at most 255 characters, and neither white space"
                + " around it nor control characters: '"
                + id
                + "'");
      }
      written.add(id);
      exact.add(comparable(id));
      lookalikes(id).forEach(name -> loose.putIfAbsent(name, id));
    }
    this.plainNames = loose.keySet().stream().noneMatch(name -> name.indexOf('=') >= 0);
  }

  /**
   * These ids.
   *
   * @param ids domain names as a rule, as A-labels or U-labels, decoded and without quotes
   * @throws IllegalArgumentException if one is blank, longer than 255 characters, or holds control
   *     characters
   */
  public static AuthservIds of(String... ids) {
    return new AuthservIds(List.of(ids));
  }

  /** These ids, as for {@link #of(String...)}. */
  public static AuthservIds of(Collection<String> ids) {
    return new AuthservIds(ids);
  }

  /** Returns true if an id, decoded, is one of these. */
  public boolean contains(String authservId) {
    return exact.contains(comparable(authservId));
  }

  /** The ids as they were given. */
  @Override
  public String toString() {
    return String.join(", ", written);
  }

  /** Which of these somebody may read in a field, as it was given. */
  Optional<String> claimedIn(HeaderField field) {
    Optional<String> plain = plainNames ? PlainId.of(field) : Optional.empty();
    return plain.isPresent()
        ? Optional.ofNullable(loose.get(plain.get() + FULL_STOP))
        : IdReadings.of(field.value()).stream()
            .flatMap(reading -> resembled(reading).stream())
            .findFirst();
  }

  /**
   * Which of these somebody may take a text for: final dots do not count, and neither does what the
   * IDNA of 2003 maps away, such as wide letters and soft hyphens.
   */
  Optional<String> resembled(String text) {
    return lookalikes(text).stream()
        .flatMap(name -> Stream.ofNullable(loose.get(name)))
        .findFirst();
  }

  private static Set<String> lookalikes(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == FULL_STOP) {
      end--;
    }
    String name = text.substring(0, end);
    return new HashSet<>(List.of(comparable(name), comparable(mapped(name))));
  }

  /** Each label in lower case and, where there is one, as U-label. */
  private static String comparable(String id) {
    StringBuilder comparable = new StringBuilder();
    for (String label : id.split("\\.", -1)) {
      String lower = lower(label);
      comparable.append(Punycode.uLabel(lower).map(AuthservIds::lower).orElse(lower));
      comparable.append(FULL_STOP);
    }
    return comparable.toString();
  }

  private static String lower(String label) {
    // ASCII is normal; Java's tables for the rest take longer to read than a message.
    String normal = isAscii(label) ? label : Normalizer.normalize(label, Normalizer.Form.NFC);
    return normal.toLowerCase(Locale.ROOT);
  }

  private static String mapped(String name) {
    if (name.length() > MAX_DOMAIN || isAscii(name)) {
      return name;
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException noDomain) {
      return name;
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
