package dev.waxseal.dkim;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The header fields that a signature covers, and those that nobody may add to.
 *
 * <p>A field that is covered is named in {@code h=} as often as the message has it; one that is
 * over-signed, once more, so that another of its name breaks the signature, and so that its absence
 * is signed too (RFC 6376 sections 5.4 and 8.15).
 *
 * <p>Immutable; share it among threads.
 *
 * @param overSigned names that are over-signed always, present or not, in the order of {@code h=}
 * @param overSignedIfPresent names that are over-signed where the message has them
 * @param signed names that are covered where the message has them, and may be added to
 */
public record SignedHeaders(
    Set<String> overSigned, Set<String> overSignedIfPresent, Set<String> signed) {

  /** Fields that servers change, and signatures: not signed (RFC 6376 sections 5.4, 5.4.1). */
  private static final Set<String> NEVER = Set.of("dkim-signature", "received", "return-path");

  private static final SignedHeaders RECOMMENDED =
      new SignedHeaders(
          ordered(
              "From",
              "To",
              "Cc",
              "Subject",
              "Date",
              "Reply-To",
              "Message-ID",
              "MIME-Version",
              "Content-Type",
              "Content-Transfer-Encoding"),
          ordered(
              "Sender",
              "Content-Disposition",
              "Content-ID",
              "Content-Description",
              "Content-Language",
              "In-Reply-To",
              "References",
              "List-Id",
              "List-Help",
              "List-Unsubscribe",
              "List-Unsubscribe-Post",
              "List-Subscribe",
              "List-Post",
              "List-Owner",
              "List-Archive"),
          ordered("Resent-Date", "Resent-From", "Resent-To", "Resent-Cc"));

  /**
   * Checks and copies the names.
   *
   * @throws IllegalArgumentException if From is not among the over-signed names ("The From header
   *     field MUST be signed", RFC 6376 section 5.4), or a name may not be signed
   */
  public SignedHeaders {
    overSigned = checked(overSigned);
    overSignedIfPresent = checked(overSignedIfPresent);
    signed = checked(signed);
    checkEachOnce(overSigned, overSignedIfPresent, signed);
    if (overSigned.stream().noneMatch(name -> name.equalsIgnoreCase("From"))) {
      throw new IllegalArgumentException("From must be over-signed");
    }
  }

  /**
   * The recommended choice: the fields that a reader sees and the MIME fields over-signed, present
   * or not; the others of RFC 6376 section 5.4.1 and RFC 8058 section 4 where present. A Resent-
   * block may be added to, since whoever sends the message on adds one (RFC 5322 section 3.6.6).
   */
  public static SignedHeaders recommended() {
    return RECOMMENDED;
  }

  /**
   * These fields without some. A name that is not among them is ignored.
   *
   * @throws IllegalArgumentException if From is one ("The From header field MUST be signed", RFC
   *     6376 section 5.4)
   */
  public SignedHeaders without(String... names) {
    Set<String> away = lower(names);
    return new SignedHeaders(
        less(overSigned, away), less(overSignedIfPresent, away), less(signed, away));
  }

  /**
   * These fields and others, which are covered where the message has them, and may be added to. A
   * name that is over-signed here is no longer.
   *
   * @throws IllegalArgumentException if From is one, which is over-signed always, or a name may not
   *     be signed
   */
  public SignedHeaders signing(String... names) {
    SignedHeaders others = without(names);
    return new SignedHeaders(
        others.overSigned, others.overSignedIfPresent, more(others.signed, names));
  }

  /**
   * These fields and others, which are over-signed, present or not.
   *
   * @throws IllegalArgumentException if a name may not be signed
   */
  public SignedHeaders overSigning(String... names) {
    Set<String> named = lower(names);
    return new SignedHeaders(
        more(less(overSigned, named), names),
        less(overSignedIfPresent, named),
        less(signed, named));
  }

  /**
   * These fields and others, which are over-signed where the message has them.
   *
   * @throws IllegalArgumentException if From is one, which is over-signed always, or a name may not
   *     be signed
   */
  public SignedHeaders overSigningIfPresent(String... names) {
    SignedHeaders others = without(names);
    return new SignedHeaders(
        others.overSigned, more(others.overSignedIfPresent, names), others.signed);
  }

  /** The names for {@code h=} of one message, with repetitions. */
  public List<String> names(Headers headers) {
    List<String> names = new ArrayList<>();
    overSigned.forEach(name -> add(names, name, headers.named(name).size() + 1));
    for (String name : overSignedIfPresent) {
      List<HeaderField> present = headers.named(name);
      add(names, name, present.isEmpty() ? 0 : present.size() + 1);
    }
    signed.forEach(name -> add(names, name, headers.named(name).size()));
    return names;
  }

  private static void add(List<String> names, String name, int times) {
    for (int i = 0; i < times; i++) {
      names.add(name);
    }
  }

  @SafeVarargs
  private static void checkEachOnce(Set<String>... sets) {
    Set<String> seen = new HashSet<>();
    for (Set<String> names : sets) {
      for (String name : names) {
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new IllegalArgumentException("The field " + name + " is named twice");
        }
      }
    }
  }

  private static Set<String> checked(Set<String> names) {
    for (String name : names) {
      HeaderField.of(name, ""); // refuses an invalid field name
      if (name.indexOf(';') >= 0 || NEVER.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("The field " + name + " may not be signed");
      }
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  private static Set<String> lower(String... names) {
    return Arrays.stream(names)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> less(Set<String> names, Set<String> away) {
    Set<String> less = new LinkedHashSet<>(names);
    less.removeIf(name -> away.contains(name.toLowerCase(Locale.ROOT)));
    return less;
  }

  private static Set<String> more(Set<String> names, String... others) {
    Set<String> more = new LinkedHashSet<>(names);
    more.addAll(List.of(others));
    return more;
  }

  private static Set<String> ordered(String... names) {
    return new LinkedHashSet<>(List.of(names));
  }
}
