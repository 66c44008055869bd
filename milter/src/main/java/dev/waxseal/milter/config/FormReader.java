package dev.waxseal.milter.config;

import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.mime.Canonicalization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the form of signatures: fields, canonical forms, expiration. For one thread. */
final class FormReader {

  private static final String SIGNED = "signed-fields";
  private static final String OVER_SIGNED = "over-signed-fields";
  private static final String OMITTED = "omitted-fields";
  private static final String EXPIRES = "expires-after";
  private static final List<String> FORMS =
      List.of("relaxed/relaxed", "relaxed/simple", "simple/simple", "simple/relaxed");

  /** Postfix and others give up after five days (RFC 5321 section 4.5.4.1: "at least 4-5 days"). */
  private static final Duration QUEUE = Duration.ofDays(5);

  private static final Duration LONGEST = Duration.ofDays(36_525);
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

  /** "MUST NOT be included" in a message signature of ARC (RFC 8617 section 4.1.2). */
  private static final Set<String> RESULTS =
      Set.of(
          "authentication-results",
          "arc-authentication-results",
          "arc-message-signature",
          "arc-seal");

  /** Fields that a mail server behind this one takes out, or adds. */
  private static final Set<String> CHANGED =
      Set.of("bcc", "resent-bcc", "delivered-to", "x-original-to");

  private final Problems warnings;

  FormReader(Problems warnings) {
    this.warnings = warnings;
  }

  /**
   * The form that a section describes.
   *
   * @param otherwise the form of what it does not say; the lists of fields count together
   * @param seals true if message signatures of ARC have this form
   */
  SigningForm read(Section section, SigningForm otherwise, boolean seals) {
    boolean chooses = Stream.of(SIGNED, OVER_SIGNED, OMITTED).filter(section::has).count() > 0;
    FieldChoice fields = chooses ? fields(section, seals) : otherwise.fields();
    String form =
        section.choice(
            "canonicalization", FORMS, word -> word, otherwise.header() + "/" + otherwise.body());
    String[] parts = form.toUpperCase(Locale.ROOT).split("/", -1);
    Optional<Duration> lifetime = section.has(EXPIRES) ? lifetime(section) : otherwise.lifetime();
    return new SigningForm(
        fields, Canonicalization.valueOf(parts[0]), Canonicalization.valueOf(parts[1]), lifetime);
  }

  private FieldChoice fields(Section section, boolean seals) {
    Set<String> seen = new HashSet<>();
    return new FieldChoice(
        names(section, SIGNED, seals, seen),
        names(section, OVER_SIGNED, seals, seen),
        names(section, OMITTED, seals, seen));
  }

  private List<String> names(Section section, String key, boolean seals, Set<String> seen) {
    List<String> names = new ArrayList<>();
    for (Entry entry : section.texts(key, "[\"Reply-To\"]")) {
      String name = entry.text();
      String lower = name.toLowerCase(Locale.ROOT);
      Optional<String> wrong = key.equals(OMITTED) ? wrong(name) : wrong(key, name, lower, seals);
      if (wrong.isPresent()) {
        section.problem(entry.line(), key + ": " + wrong.get());
      } else if (!seen.add(lower)) {
        section.problem(
            entry.line(), key + ": " + Section.quoted(name) + " is named twice; remove one");
      } else {
        names.add(name);
      }
      if (wrong.isEmpty() && !key.equals(OMITTED)) {
        warn(entry, key, lower);
      }
    }
    return names;
  }

  /** The reason why a name cannot be omitted. */
  private static Optional<String> wrong(String name) {
    if (name.equals(FieldChoice.ALL)) {
      return Optional.empty();
    }
    if (name.equalsIgnoreCase("From")) {
      return Optional.of("From must be signed (RFC 6376 section 5.4); remove it");
    }
    SignedHeaders recommended = SignedHeaders.recommended();
    if (!recommended.without(name).equals(recommended)) {
      return Optional.empty();
    }
    List<String> known = new ArrayList<>(recommended.overSigned());
    known.addAll(recommended.overSignedIfPresent());
    known.addAll(recommended.signed());
    return Optional.of(
        Section.quoted(name)
            + " is not among the fields that are signed by default"
            + NearestWord.of(name, known)
                .map(nearest -> "; did you mean " + Section.quoted(nearest) + "?")
                .orElse("; remove it"));
  }

  /** The reason why a name cannot be signed. */
  private static Optional<String> wrong(String key, String name, String lower, boolean seals) {
    if (lower.equals("from")) {
      return Optional.of("From is over-signed always (RFC 6376 section 5.4); remove it")
          .filter(any -> key.equals(SIGNED));
    }
    if (Set.of("received", "return-path", "dkim-signature").contains(lower)) {
      return Optional.of(
          Section.quoted(name)
              + " must not be signed: mail servers add or remove it (RFC 6376 section 5.4);"
              + " remove it");
    }
    if (seals && RESULTS.contains(lower)) {
      return Optional.of(
          Section.quoted(name) + " must not be sealed (RFC 8617 section 4.1.2); remove it");
    }
    try {
      var unused = SignedHeaders.recommended().signing(name);
      return name.equals(FieldChoice.ALL)
          ? Optional.of("an asterisk is for omitted-fields; write out the names")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          Section.quoted(name) + " is not the name of a field; write one such as \"Reply-To\"");
    }
  }

  private void warn(Entry entry, String key, String lower) {
    if (CHANGED.contains(lower) || RESULTS.contains(lower)) {
      warnings.add(
          entry.line(),
          key
              + ": mail servers remove or add "
              + entry.text()
              + ", and break the signature with it (RFC 6376 section 5.4)");
    }
  }

  private Optional<Duration> lifetime(Section section) {
    Optional<Entry> text = section.text(EXPIRES, "\"14d\"");
    Optional<Duration> span =
        text.flatMap(entry -> span(entry.text())).filter(it -> it.compareTo(LONGEST) <= 0);
    if (text.isPresent() && span.isEmpty()) {
      section.problem(
          text.get().line(),
          EXPIRES
              + " is "
              + Section.quoted(text.get().text())
              + "; write a number of days, hours, minutes or seconds, such as \"14d\" or \"36h\"");
    }
    span.filter(it -> it.compareTo(QUEUE) < 0)
        .ifPresent(
            it ->
                warnings.add(
                    section.line(EXPIRES),
                    EXPIRES
                        + ": mail may wait longer in a queue, where five days are usual, and its"
                        + " signatures fail then; write \"7d\" or more"));
    return span;
  }

  private static Optional<Duration> span(String text) {
    Matcher parts = SPAN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "d" -> Duration.ofDays(number);
          case "h" -> Duration.ofHours(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        });
  }
}
