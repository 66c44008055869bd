package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.AggregateReport.Form;
import dev.waxseal.reports.AggregateReport.Metadata;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code feedback} document (RFC 9990 appendix A, RFC 7489 appendix C). */
final class AggregateParser {

  private static final String FEEDBACK = "feedback";

  private final XmlCursor cursor;
  private final Notes notes;
  private final ReportLimits limits;
  private final Instant now;
  private final Records records;
  private boolean inFeedback;
  private boolean strayTag;
  private String namespace = "";
  private String version = "";
  private @Nullable String versionText;
  private @Nullable Metadata metadata;
  private @Nullable PolicyPublished policy;
  private boolean newForm;
  private int order;

  AggregateParser(
      XmlCursor cursor, Notes notes, ReportLimits limits, Instant now, Records records) {
    this.cursor = cursor;
    this.notes = notes;
    this.limits = limits;
    this.now = now;
    this.records = records;
  }

  /** Returns true if a tag of XML Schema was met where none belongs. */
  boolean metStrayTag() {
    return strayTag;
  }

  /** Returns true once the root is known to be that of a report. */
  boolean isFeedback() {
    return inFeedback;
  }

  /** Reads the document to its end; then {@link #report()} has it. */
  void parse() throws IOException, XmlFault {
    if (!cursor.nextChild(0)) {
      throw new RefusedException(Refusal.NOT_A_REPORT, "");
    }
    if (!cursor.name().equals(FEEDBACK)) {
      strayTag = cursor.name().equals("schema");
      if (strayTag) {
        cursor.skip();
      }
      throw new RefusedException(
          Refusal.NOT_A_REPORT, "the root of the XML is " + shown(cursor.name()));
    }
    inFeedback = true;
    namespace = cursor.namespace();
    if (namespace.isEmpty()) {
      notes.add(Kind.NO_NAMESPACE, "");
    } else if (!namespace.equals(AggregateReport.NAMESPACE)
        && !namespace.equals(Elements.RFC_7489)) {
      notes.add(Kind.UNKNOWN_NAMESPACE, namespace);
    }
    feedback(new Elements(cursor, notes, namespace));
    cursor.end(notes);
  }

  private void feedback(Elements elements) throws IOException, XmlFault {
    int level = elements.level();
    RecordParser recordParser = new RecordParser(elements, limits);
    for (String name = next(elements, level); !name.isEmpty(); name = next(elements, level)) {
      switch (name) {
        case "version" -> {
          inOrder(1);
          version(elements);
        }
        case "report_metadata" -> {
          inOrder(2);
          metadata(elements);
        }
        case "policy_published" -> {
          inOrder(3);
          policy(elements);
        }
        case "extension" -> {
          inOrder(4);
          extension(elements);
        }
        case "record" -> {
          inOrder(5);
          aggregateRecord(recordParser);
          newForm |= recordParser.isNewForm();
        }
        default -> elements.unknown();
      }
    }
  }

  /** The next child; a stray tag of XML Schema is met here, and what is within it is lost. */
  private String next(Elements elements, int level) throws IOException, XmlFault {
    while (cursor.nextChild(level)) {
      if (cursor.name().equals("schema")) {
        strayTag = true;
      }
      if (elements.isOwn()) {
        return cursor.name();
      }
      notes.add(Kind.EXTENSION_IGNORED, cursor.name());
      cursor.skip();
    }
    return "";
  }

  private void inOrder(int now) {
    if (now < order) {
      notes.add(Kind.CHILDREN_OUT_OF_ORDER, FEEDBACK);
    }
    order = Math.max(order, now);
  }

  private void version(Elements elements) throws IOException, XmlFault {
    versionText = elements.text(versionText);
    String filled = elements.filled(versionText, "version");
    version = filled == null ? "" : filled;
    if (filled != null && !filled.matches("[+]?0{0,9}1([.]0{0,9})?")) {
      notes.add(Kind.UNKNOWN_VERSION, filled);
    }
  }

  private void metadata(Elements elements) throws IOException, XmlFault {
    if (!elements.repeated(metadata)) {
      MetadataParser parser = new MetadataParser(elements, limits);
      metadata = parser.parse(version, now);
      newForm |= parser.isNewForm();
    }
  }

  private void policy(Elements elements) throws IOException, XmlFault {
    if (policy != null) {
      notes.add(Kind.REPEATED_POLICY, policy.domain());
      cursor.skip();
      return;
    }
    PolicyParser parser = new PolicyParser(elements);
    policy = parser.parse();
    newForm |= parser.isNewForm();
  }

  private void extension(Elements elements) throws IOException, XmlFault {
    int level = elements.level();
    while (cursor.nextChild(level)) {
      notes.add(Kind.EXTENSION_IGNORED, cursor.name());
      cursor.skip();
    }
  }

  private void aggregateRecord(RecordParser parser) throws IOException, XmlFault {
    Optional<AggregateRecord> read = parser.parse();
    if (read.isEmpty()) {
      records.drop();
      return;
    }
    if (!records.hasBegun()) {
      records.begin(head());
    }
    if (!records.add(read.get())) {
      notes.add(Kind.RECORD_DROPPED, read.get().sourceIp());
    }
  }

  /** The report as far as it was read, without records. */
  AggregateReport report() throws RefusedException {
    if (metadata == null) {
      throw new RefusedException(Refusal.NO_METADATA, "");
    }
    if (policy == null) {
      throw new RefusedException(Refusal.NO_DOMAIN, "");
    }
    AggregateReport.Totals totals = records.totals();
    if (totals.records() == 0 && totals.dropped() == 0) {
      notes.add(Kind.NO_RECORDS, "");
    }
    return new AggregateReport(
        form(), namespace, metadata, policy, List.of(), totals, notes.list());
  }

  /** The facts known before the first record; in a document in another order some are not. */
  private AggregateReport head() {
    return new AggregateReport(
        form(),
        namespace,
        metadata == null ? MetadataParser.UNKNOWN : metadata,
        policy == null ? PolicyParser.UNKNOWN : policy,
        List.of(),
        AggregateReport.Totals.NONE,
        notes.list());
  }

  private Form form() {
    if (namespace.equals(AggregateReport.NAMESPACE)) {
      return Form.RFC_9990;
    }
    return newForm && !namespace.equals(Elements.RFC_7489) ? Form.RFC_9990 : Form.RFC_7489;
  }

  private static String shown(String name) {
    return name.substring(0, Math.min(name.length(), 40));
  }
}
