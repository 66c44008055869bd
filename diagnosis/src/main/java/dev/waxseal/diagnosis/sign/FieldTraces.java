package dev.waxseal.diagnosis.sign;

import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds traces in the fields of the header. */
final class FieldTraces {

  private static final int SHOWN = 50;

  /** The identifier in a List-Id field (RFC 2919 section 2). */
  private static final Pattern LIST_ID = Pattern.compile("<([A-Za-z0-9._-]{1,250})>");

  /** A Message-ID of Jakarta Mail, which ends in milliseconds since 1970. */
  private static final Pattern JAKARTA_ID =
      Pattern.compile("<[0-9]{1,10}\\.[0-9]{1,10}\\.([0-9]{13})(\\.JavaMail\\.[^@> ]{1,60})?@.*");

  private final SignedMessage message;
  private final List<SignedMessage.Placed> fields;

  FieldTraces(SignedMessage message) {
    this.message = message;
    this.fields = message.fields();
  }

  List<Trace> find() {
    List<Trace> traces = new ArrayList<>();
    List<DomainName> lists = lists();
    boolean isOfTheList = lists.stream().anyMatch(this::mayHaveSigned);
    for (SignedMessage.Placed field : fields) {
      row(field, isOfTheList).ifPresent(row -> traces.add(trace(row, field.field())));
    }
    // of several, one may be the author's
    if (lists.size() == 1 && traces.stream().noneMatch(FieldTraces::isOfLists)) {
      lists.stream()
          .filter(list -> !isNear(list, message.claims().domain()))
          .forEach(list -> traces.add(ofList(list)));
    }
    messageId().ifPresent(traces::add);
    signatureName().ifPresent(traces::add);
    return traces;
  }

  /** Returns true if it names the program of a list. */
  private static boolean isOfLists(Trace trace) {
    return ProgramTable.FIELDS.stream()
        .filter(row -> row.place() == FieldRow.Place.LIST)
        .anyMatch(row -> trace.program().equals(Optional.of(row.program())));
  }

  private Optional<FieldRow> row(SignedMessage.Placed field, boolean isOfTheList) {
    return ProgramTable.FIELDS.stream()
        .filter(row -> row.matches(field.field()))
        .findFirst()
        .filter(
            row ->
                switch (row.place()) {
                  case ANYWHERE -> true;
                  case ABOVE -> field.isAboveSignature();
                  case LIST -> !isOfTheList;
                  case COPY -> message.claims().signedHeaders().contains(row.rest(field.field()));
                });
  }

  private static Trace trace(FieldRow row, HeaderField field) {
    return Trace.of(
        row.weight(),
        row.touches(),
        row.program(),
        "the header has \"" + shown(field) + "\": " + row.program() + " " + row.habit());
  }

  private static String shown(HeaderField field) {
    String value = field.value().strip();
    return field.name() + ": " + Sentences.shortened(Sentences.printable(value), SHOWN);
  }

  /** The lists in List-Id fields that may have come after the signer. */
  private List<DomainName> lists() {
    return fields.stream()
        .map(SignedMessage.Placed::field)
        .filter(field -> field.isNamed("List-Id"))
        .flatMap(field -> LIST_ID.matcher(field.value()).results())
        .flatMap(result -> DomainName.parse(result.group(1)).stream())
        .toList();
  }

  /**
   * True if the signature may be that of a list: it is of the list's host, or of a domain near it
   * and above an older one.
   */
  private boolean mayHaveSigned(DomainName list) {
    DomainName signer = message.claims().domain();
    return list.parent().filter(signer::isSameOrBelow).isPresent()
        || (isNear(list, signer) && message.hasOlderSignature());
  }

  private Trace ofList(DomainName list) {
    return Trace.ofUnknown(
        70,
        Trace.Touch.BOTH,
        "List-Id names the list "
            + list
            + ", and the signature is of "
            + message.claims().domain()
            + ": lists add footers and subject prefixes, and replace From, where they are set up"
            + " so");
  }

  /** True if two names have the same two labels at the end, or one lies below the other. */
  private static boolean isNear(DomainName one, DomainName other) {
    return one.isSameOrBelow(other) || other.isSameOrBelow(one) || end(one).equals(end(other));
  }

  private static List<String> end(DomainName name) {
    List<String> labels = name.labels();
    return labels.subList(Math.max(0, labels.size() - 2), labels.size());
  }

  private Optional<Trace> messageId() {
    return fields.stream()
        .map(SignedMessage.Placed::field)
        .filter(field -> field.isNamed("Message-ID"))
        .map(field -> JAKARTA_ID.matcher(field.value().strip()))
        .filter(Matcher::matches)
        .map(matcher -> Instant.ofEpochMilli(Long.parseLong(matcher.group(1))))
        .flatMap(made -> later("the Message-ID", made).stream())
        .map(
            sentence ->
                Trace.of(
                    100,
                    Trace.Touch.BOTH,
                    "Jakarta Mail",
                    sentence
                        + "; Jakarta Mail writes another Message-ID, and encodes text again, when"
                        + " it sends a message that it has read"))
        .findFirst();
  }

  /** A sentence if something was made after the signature. */
  private Optional<String> later(String what, Instant made) {
    return Later.than(message.claims().timestamp(), what, made);
  }

  /** Programs that parse a header may write each name with one capital a word. */
  private Optional<Trace> signatureName() {
    return message.signature().name().equals("Dkim-Signature")
        ? Optional.of(
            Trace.of(
                65,
                Trace.Touch.HEADER,
                "Mail::Internet or emailjs",
                "the signature field is called Dkim-Signature here: Perl's Mail::Internet and"
                    + " emailjs-mime-builder write all names so, and all fields anew"))
        : Optional.empty();
  }
}
