package dev.waxseal.reports.read;

import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.FailureReport;
import dev.waxseal.reports.FailureReport.AuthFailure;
import dev.waxseal.reports.FailureReport.DkimFields;
import dev.waxseal.reports.FailureReport.Method;
import dev.waxseal.reports.FailureReport.Original;
import dev.waxseal.reports.FailureReport.SpfDns;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.Word;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a failure report of its fields (RFC 9991 section 4, RFC 6591 sections 3 and 4). */
final class FailureParser {

  private static final Pattern SPF_DNS =
      Pattern.compile("([A-Za-z0-9]+)\\s*:\\s*([^:\\s]+)\\s*:\\s*\"(.*)\"", Pattern.DOTALL);

  private static final long MOST_INCIDENTS = 0xFFFFFFFFL;
  private static final int MOST_PORT = 0xFFFF;

  private final FeedbackFields fields;
  private final Notes notes;
  private final Domains domains;

  FailureParser(FeedbackFields fields, Notes notes) {
    this.fields = fields;
    this.notes = notes;
    this.domains = new Domains(notes);
  }

  /** The report, whose third part is still to come. */
  FailureReport parse() throws RefusedException {
    String type = fields.plain("feedback-type").orElse("auth-failure");
    if (!type.equalsIgnoreCase("auth-failure")) {
      throw new RefusedException(Refusal.OTHER_FEEDBACK_TYPE, type);
    }
    if (fields.has("arrival-date") && fields.has("received-date")) {
      throw new RefusedException(Refusal.MALFORMED, "Arrival-Date and Received-Date");
    }
    Word<AuthFailure> failure =
        Words.AUTH_FAILURE.anyCase(fields.plain("auth-failure").orElse(""), notes);
    requireFields(failure);
    return new FailureReport(
        version(),
        fields.one("user-agent").orElse(""),
        failure,
        results(),
        alignment(),
        Words.DELIVERY.anyCase(fields.plain("delivery-result").orElse(""), notes),
        dkim(),
        spfDns(),
        fields.plain("original-envelope-id"),
        fields.one("original-mail-from").map(FailureParser::path),
        fields.all("original-rcpt-to").stream().map(FailureParser::path).toList(),
        source(),
        port(),
        fields.all("reported-domain").stream()
            .map(FeedbackFields::withoutComments)
            .filter(it -> !it.isEmpty())
            .map(domains::read)
            .toList(),
        fields.all("reported-uri"),
        arrival(),
        fields.plain("reporting-mta").map(FailureParser::afterType),
        incidents(),
        Original.ABSENT,
        List.of());
  }

  private void requireFields(Word<AuthFailure> failure) {
    fields.require("feedback-type");
    fields.require("version");
    fields.require("user-agent");
    fields.require("auth-failure");
    fields.require("authentication-results");
    fields.require("reported-domain");
    if (failure.is(AuthFailure.DMARC)) {
      fields.require("identity-alignment");
    }
  }

  private String version() {
    String version = fields.plain("version").orElse("");
    if (!version.isEmpty() && !version.equals("1")) {
      notes.add(Kind.UNKNOWN_VERSION, version);
    }
    return version;
  }

  /** RFC 5965 has several, RFC 6591 one. */
  private List<String> results() {
    List<String> results = fields.all("authentication-results");
    if (results.size() > 1) {
      notes.add(Kind.REPEATED_FIELD, "authentication-results");
    }
    return results.stream().map(it -> it.replaceAll("\\s+", " ")).toList();
  }

  private Optional<List<Method>> alignment() {
    Optional<String> field = fields.plain("identity-alignment");
    if (field.isEmpty()) {
      return Optional.empty();
    }
    List<Method> methods = new ArrayList<>();
    boolean none = false;
    boolean odd = false;
    for (String word : field.get().toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (word.strip()) {
        case "none" -> none = true;
        case "dkim" -> odd |= !add(methods, Method.DKIM);
        case "spf" -> odd |= !add(methods, Method.SPF);
        default -> odd = true;
      }
    }
    if (odd || (none && !methods.isEmpty())) {
      notes.add(Kind.ALIGNMENT_ODD, field.get());
    }
    return none || !methods.isEmpty() ? Optional.of(methods) : Optional.empty();
  }

  private static boolean add(List<Method> methods, Method method) {
    return !methods.contains(method) && methods.add(method);
  }

  private DkimFields dkim() {
    return new DkimFields(
        fields.plain("dkim-domain").map(domains::read),
        fields.plain("dkim-identity"),
        fields.plain("dkim-selector"),
        octets("dkim-canonicalized-header"),
        octets("dkim-canonicalized-body"));
  }

  private Optional<Octets> octets(String field) {
    Optional<String> text = fields.one(field).map(it -> it.replaceAll("\\s", ""));
    try {
      return text.map(it -> Octets.of(Base64.getDecoder().decode(it)));
    } catch (IllegalArgumentException e) {
      notes.add(Kind.BASE64_ODD, field);
      return Optional.empty();
    }
  }

  private List<SpfDns> spfDns() {
    List<SpfDns> all = new ArrayList<>();
    for (String field : fields.all("spf-dns")) {
      Matcher matcher = SPF_DNS.matcher(field);
      if (matcher.matches()) {
        all.add(
            new SpfDns(
                matcher.group(1).toLowerCase(Locale.ROOT),
                domains.read(matcher.group(2)),
                matcher.group(3).replaceAll("\\\\(.)", "$1")));
      } else {
        notes.add(Kind.FIELDS_ODD, field);
      }
    }
    return all;
  }

  /** An address of mail without angle brackets. */
  private static String path(String field) {
    String text = FeedbackFields.withoutComments(field);
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }

  /** {@code IPv6:} before IPv6, as an address literal without brackets (RFC 5321 section 4.1.3). */
  private String source() {
    String field = fields.plain("source-ip").orElse("");
    boolean brackets = field.startsWith("[") && field.endsWith("]");
    String bare = brackets ? field.substring(1, field.length() - 1) : field;
    boolean tagged = bare.regionMatches(true, 0, "IPv6:", 0, 5);
    String text = tagged ? bare.substring(5) : bare;
    Optional<InetAddress> address = AggregateRecord.addressOf(text);
    boolean fits = tagged == (text.indexOf(':') >= 0);
    if (!field.isEmpty() && (brackets || address.isEmpty() || !fits)) {
      notes.add(Kind.ADDRESS_ODD, field);
    }
    return address.map(AggregateRecord::text).orElse(field);
  }

  private OptionalInt port() {
    Optional<String> field = fields.plain("source-port");
    long port = field.map(FailureParser::number).orElse(-1L);
    if (field.isPresent() && (port < 0 || port > MOST_PORT)) {
      notes.add(Kind.NUMBER_ODD, field.get());
      return OptionalInt.empty();
    }
    return field.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) port);
  }

  private long incidents() {
    Optional<String> field = fields.plain("incidents");
    long incidents = field.map(FailureParser::number).orElse(1L);
    if (incidents < 1 || incidents > MOST_INCIDENTS) {
      notes.add(Kind.NUMBER_ODD, field.orElse(""));
      return 1;
    }
    return incidents;
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
  }

  private Optional<Instant> arrival() {
    if (fields.has("received-date")) {
      notes.add(Kind.RECEIVED_DATE, "");
    }
    return fields
        .one("arrival-date")
        .or(() -> fields.one("received-date"))
        .flatMap(date -> MailDates.read(date, notes));
  }

  /** {@code dns; mx.example.org}. */
  private static String afterType(String field) {
    return field.substring(field.indexOf(';') + 1).strip();
  }
}
