package dev.waxseal.dmarc;

import dev.waxseal.dns.RecordFinding;
import dev.waxseal.dns.internal.NearestWord;
import dev.waxseal.dns.internal.OddOctets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads DMARC Policy Records by the grammar of RFC 9989 section 4.8: "Syntax errors in the
 * remainder of the record MUST be discarded in favor of default values (if any) or ignored
 * outright".
 */
final class DmarcRecordParser {

  /** {@code dmarc-version = "v" equals %s"DMARC1"}, at the very beginning. */
  private static final Pattern VERSION = Pattern.compile("[vV][ \\t]*+=[ \\t]*+DMARC1[ \\t]*+");

  /** Remarks beyond these are not made: nobody reads them. */
  private static final int MAX_FINDINGS = 100;

  /** The part of a tag or value that a finding shows. */
  private static final int LONGEST = 100;

  private static final Set<String> KNOWN =
      Set.of("v", "p", "sp", "np", "adkim", "aspf", "fo", "rua", "ruf", "psd", "t");

  private static final Set<String> HISTORIC = Set.of("pct", "rf", "ri");

  private final String text;
  private final int maxTags;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Set<String> doubled = new HashSet<>();
  private final List<RecordFinding> findings = new ArrayList<>();
  private boolean malformed;
  private boolean policyInvalid;

  DmarcRecordParser(String text, int maxTags) {
    this.text = text;
    this.maxTags = maxTags;
  }

  DmarcRecord.Parsed parse() {
    String[] parts = text.split(";", -1);
    if (!VERSION.matcher(parts[0]).matches()) {
      return new DmarcRecord.Parsed.Other(NearMiss.of(text));
    }
    for (int i = 0; i < parts.length && !malformed; i++) {
      boolean trailing = i > 0 && i == parts.length - 1 && trim(parts[i]).isEmpty();
      if (!trailing) {
        tag(parts[i]);
      }
    }
    return malformed
        ? new DmarcRecord.Parsed.Invalid(text, findings)
        : new DmarcRecord.Parsed.Valid(dmarcRecord());
  }

  /** {@code dmarc-tag = 1*ALPHA equals 1*dmarc-value}; what is not like that is left out. */
  private void tag(String part) {
    int equals = part.indexOf('=');
    String written = trim(equals < 0 ? part : part.substring(0, equals));
    if (equals < 0 || !isName(written)) {
      find(DmarcFinding.NOT_A_TAG, trim(part));
      return;
    }
    String name = Words.lower(written);
    if (tags.containsKey(name)) {
      repeated(name, part);
      return;
    }
    remarkOn(written, name);
    tags.put(name, trim(part.substring(equals + 1)));
    if (tags.size() > maxTags) {
      malformed = true;
      find(DmarcFinding.TOO_MANY_TAGS, "");
    }
  }

  /** Nobody can tell which of two values is meant; the version is at the start of the record. */
  private void repeated(String name, String part) {
    if (name.equals("v")) {
      find(DmarcFinding.NOT_A_TAG, trim(part));
    } else if (doubled.add(name)) {
      find(DmarcFinding.DUPLICATE_TAG, name);
    }
  }

  private void remarkOn(String written, String name) {
    if (HISTORIC.contains(name)) {
      find(DmarcFinding.HISTORIC_TAG, name);
    } else if (!KNOWN.contains(name)) {
      find(DmarcFinding.UNKNOWN_TAG, name + meant(name));
    }
    if (!written.equals(name)) {
      find(DmarcFinding.TAG_NAME_CASE, written);
    }
  }

  /** The tag that a misspelt one was meant to be, if that can be told. */
  private static String meant(String name) {
    Optional<String> known = name.equals("policy") ? Optional.of("p") : NearestWord.of(name, KNOWN);
    return known.map(it -> " (" + it + " was meant?)").orElse("");
  }

  private DmarcRecord dmarcRecord() {
    Optional<DmarcPolicy> p = policy("p");
    Optional<DmarcPolicy> sp = policy("sp");
    Optional<DmarcPolicy> np = policy("np");
    DmarcRecord.AlignmentMode dkim = mode("adkim");
    DmarcRecord.AlignmentMode spf = mode("aspf");
    DmarcRecord.PublicSuffix psd =
        value("psd", v -> Words.initial(DmarcRecord.PublicSuffix.class, v))
            .orElse(DmarcRecord.PublicSuffix.UNKNOWN);
    boolean testing = value("t", DmarcRecordParser::yesOrNo).orElse(false);
    List<DmarcRecord.ReportUri> rua = uris("rua");
    List<DmarcRecord.ReportUri> ruf = uris("ruf");
    Set<String> fo = value("fo", DmarcRecordParser::failureOptions).orElse(Set.of("0"));
    DmarcRecord plain =
        new DmarcRecord(
            text, p, sp, np, policyInvalid, dkim, spf, psd, testing, rua, ruf, fo, List.of());
    remarkOn(plain);
    return new DmarcRecord(
        text, p, sp, np, policyInvalid, dkim, spf, psd, testing, rua, ruf, fo, findings);
  }

  /** Remarks on the record as a whole. */
  private void remarkOn(DmarcRecord plain) {
    if (plain.policy().isEmpty() && !policyInvalid) {
      boolean useless = plain.aggregateReports().isEmpty();
      find(useless ? DmarcFinding.RECORD_WITHOUT_USE : DmarcFinding.POLICY_MISSING, "p");
    }
    if (plain.aggregateReports().isEmpty()) {
      find(DmarcFinding.NO_AGGREGATE_REPORTS, "rua");
    }
    if (tags.containsKey("fo") && plain.failureReports().isEmpty()) {
      find(DmarcFinding.OPTIONS_WITHOUT_REPORTS, "fo");
    }
    if (plain.publicSuffix() == DmarcRecord.PublicSuffix.YES && tags.containsKey("ruf")) {
      find(DmarcFinding.FAILURE_REPORTS_OF_OTHERS, "ruf");
    }
    if (plain.testing()) {
      find(DmarcFinding.TESTING, "t");
    }
  }

  /** A policy; a tag that is there twice is as invalid as an unknown word. */
  private Optional<DmarcPolicy> policy(String name) {
    policyInvalid |= doubled.contains(name);
    Optional<String> written = present(name);
    Optional<DmarcPolicy> policy = written.flatMap(DmarcPolicy::of);
    if (written.isPresent() && policy.isEmpty()) {
      policyInvalid = true;
      String odd = OddOctets.in(written.get()).map(it -> " (" + it + ")").orElse("");
      find(DmarcFinding.POLICY_INVALID, name + "=" + written.get() + odd);
    }
    return policy;
  }

  private DmarcRecord.AlignmentMode mode(String name) {
    return value(name, v -> Words.initial(DmarcRecord.AlignmentMode.class, v))
        .orElse(DmarcRecord.AlignmentMode.RELAXED);
  }

  /** The value of a tag as its rule reads it, or empty for the default. */
  private <T> Optional<T> value(String name, Function<String, Optional<T>> rule) {
    Optional<String> written = present(name);
    Optional<T> value = written.flatMap(rule);
    if (written.isPresent() && value.isEmpty()) {
      find(DmarcFinding.VALUE_INVALID, name + "=" + written.get());
    }
    return value;
  }

  /** {@code dmarc-urilist}: what is not a valid URI is left out of it. */
  private List<DmarcRecord.ReportUri> uris(String name) {
    List<DmarcRecord.ReportUri> uris = new ArrayList<>();
    Optional<String> written = present(name);
    if (written.isPresent()) {
      for (String each : written.get().split(",", -1)) {
        uri(name, trim(each)).ifPresent(uris::add);
      }
    }
    return uris;
  }

  private Optional<DmarcRecord.ReportUri> uri(String name, String written) {
    Optional<DmarcRecord.ReportUri> uri = DmarcRecord.ReportUri.parse(written);
    if (uri.isEmpty()) {
      find(DmarcFinding.URI_INVALID, name + "=" + written);
    } else if (!uri.get().isMailto()) {
      find(DmarcFinding.URI_NOT_MAILTO, name + "=" + written);
    }
    if (uri.isPresent() && DmarcRecord.ReportUri.hasSize(written)) {
      find(DmarcFinding.URI_SIZE, name + "=" + written);
    }
    return uri;
  }

  /** The value of a tag that is there once and not empty. */
  private Optional<String> present(String name) {
    if (doubled.contains(name)) {
      return Optional.empty();
    }
    String value = tags.get(name);
    if (value != null && value.isEmpty()) {
      find(DmarcFinding.VALUE_EMPTY, name);
    }
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private void find(DmarcFinding kind, String about) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(
          new RecordFinding(
              kind, about.length() > LONGEST ? about.substring(0, LONGEST) + "..." : about));
    }
  }

  private static Optional<Boolean> yesOrNo(String value) {
    return switch (Words.lower(value)) {
      case "y" -> Optional.of(true);
      case "n" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** {@code dmarc-fo}: each of 0, 1, d and s once at most, and not both 0 and 1. */
  private static Optional<Set<String>> failureOptions(String value) {
    Set<String> options = new LinkedHashSet<>();
    for (String option : Words.lower(value).split(":", -1)) {
      if (!Set.of("0", "1", "d", "s").contains(option) || !options.add(option)) {
        return Optional.empty();
      }
    }
    return options.containsAll(Set.of("0", "1")) ? Optional.empty() : Optional.of(options);
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Without the white space around it: spaces and tabs, and no others (WSP of RFC 5234). */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWsp(text.charAt(start))) {
      start++;
    }
    while (end > start && isWsp(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWsp(char c) {
    return c == ' ' || c == '\t';
  }
}
