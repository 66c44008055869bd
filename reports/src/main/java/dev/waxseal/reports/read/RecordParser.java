package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.Identifiers;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code record} (RFC 9990 section 3.1.1.7). */
final class RecordParser {

  /** The largest number that JSON and spreadsheets count exactly. */
  private static final long MOST = 1L << 53;

  private static final int UNUSABLE = -1;

  private final Elements elements;
  private final Notes notes;
  private final EvaluatedParser evaluatedParser;
  private final AuthResultsParser resultsParser;
  private String sourceIp = "";
  private long count = UNUSABLE;
  private @Nullable PolicyEvaluated evaluated;

  RecordParser(Elements elements, ReportLimits limits) {
    this.elements = elements;
    this.notes = elements.notes();
    this.evaluatedParser = new EvaluatedParser(elements, limits);
    this.resultsParser = new AuthResultsParser(elements, limits);
  }

  /** Returns true if something in the records is new in RFC 9990. */
  boolean isNewForm() {
    return evaluatedParser.isNewForm() || resultsParser.isNewForm();
  }

  /** The record that was entered; none if it has no usable count. */
  Optional<AggregateRecord> parse() throws IOException, XmlFault {
    int level = elements.level();
    Object row = null;
    Identifiers identifiers = null;
    sourceIp = "";
    count = UNUSABLE;
    evaluated = null;
    resultsParser.clear();
    int order = 0;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "row" -> {
          order = inOrder(order, 1);
          if (!elements.repeated(row)) {
            row = name;
            row();
          }
        }
        case "identifiers", "identities" -> {
          order = inOrder(order, 2);
          if (!elements.repeated(identifiers)) {
            identifiers = identifiers(name);
          }
        }
        case "auth_results" -> {
          order = inOrder(order, 3);
          if (!elements.repeated(resultsParser.found())) {
            resultsParser.parse();
          }
        }
        default -> elements.unknown();
      }
    }
    if (count < 1) {
      notes.add(Kind.RECORD_DROPPED, sourceIp);
      return Optional.empty();
    }
    return Optional.of(
        new AggregateRecord(
            address(), count, evaluated(), orNone(identifiers), dkim(), resultsParser.spf()));
  }

  private List<DkimAuthResult> dkim() {
    if (resultsParser.found() == null) {
      notes.add(Kind.MISSING_ELEMENT, "auth_results");
    }
    return resultsParser.dkim();
  }

  private int inOrder(int before, int now) {
    if (now < before) {
      notes.add(Kind.CHILDREN_OUT_OF_ORDER, "record");
    }
    return Math.max(before, now);
  }

  private void row() throws IOException, XmlFault {
    int level = elements.level();
    String ip = null;
    String number = null;
    boolean odd = false;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "source_ip" -> {
          ip = elements.text(ip);
          odd |= elements.cursor().wasSurrounded();
        }
        case "count" -> number = elements.text(number);
        case "policy_evaluated" -> {
          if (!elements.repeated(evaluated)) {
            evaluated = evaluatedParser.parse();
          }
        }
        default -> elements.unknown();
      }
    }
    count = number == null ? UNUSABLE : number(number);
    if (count > 0) {
      sourceIp = elements.required(ip, "source_ip");
      if (odd && !sourceIp.isEmpty()) {
        notes.add(Kind.ADDRESS_ODD, sourceIp);
      }
    }
  }

  /** {@code xs:integer} from 0 to 2^53. */
  private static long number(String text) {
    int from = text.startsWith("+") ? 1 : 0;
    if (from == text.length()) {
      return UNUSABLE;
    }
    long value = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > MOST) {
        return UNUSABLE;
      }
      value = value * 10 + digit;
    }
    return value > MOST ? UNUSABLE : value;
  }

  private String address() {
    if (isPlain(sourceIp) || sourceIp.isEmpty()) {
      return sourceIp;
    }
    Optional<InetAddress> address = AggregateRecord.addressOf(sourceIp);
    if (address.isEmpty()) {
      notes.add(Kind.ADDRESS_ODD, sourceIp);
      return sourceIp;
    }
    if (address.get() instanceof Inet4Address) {
      notes.add(Kind.ADDRESS_MAPPED, sourceIp);
    }
    return AggregateRecord.text(address.get());
  }

  /** An IPv4 address: most are. */
  private static boolean isPlain(String text) {
    return text.indexOf(':') < 0 && AggregateRecord.addressOf(text).isPresent();
  }

  private PolicyEvaluated evaluated() {
    if (evaluated != null) {
      return evaluated;
    }
    notes.add(Kind.MISSING_ELEMENT, "policy_evaluated");
    return new PolicyEvaluated(
        Words.DISPOSITION.absent(), Words.OUTCOME.absent(), Words.OUTCOME.absent(), List.of());
  }

  private Identifiers orNone(@Nullable Identifiers identifiers) {
    if (identifiers != null) {
      return identifiers;
    }
    notes.add(Kind.MISSING_ELEMENT, "identifiers");
    return new Identifiers("", Optional.empty(), Optional.empty());
  }

  private Identifiers identifiers(String element) throws IOException, XmlFault {
    if (element.equals("identities")) {
      notes.add(Kind.ELEMENT_ALIAS, element);
    }
    int level = elements.level();
    String headerFrom = null;
    String envelopeFrom = null;
    String envelopeTo = null;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "header_from" -> headerFrom = elements.text(headerFrom);
        case "envelope_from" -> envelopeFrom = elements.text(envelopeFrom);
        case "envelope_to" -> envelopeTo = elements.text(envelopeTo);
        default -> elements.unknown();
      }
    }
    return new Identifiers(
        elements.domain(elements.required(headerFrom, "header_from")),
        Optional.ofNullable(envelopeFrom).map(elements::domain),
        elements.optional(envelopeTo, "envelope_to").map(elements::domain));
  }
}
