package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.Word;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of one document: reads texts, and notes what does not belong there. */
final class Elements {

  static final String RFC_7489 = "http://dmarc.org/dmarc-xml/0.1";

  private final XmlCursor cursor;
  private final Notes notes;
  private final Domains domains;
  private final Set<String> namespaces;

  Elements(XmlCursor cursor, Notes notes, String namespace) {
    this.cursor = cursor;
    this.notes = notes;
    this.domains = new Domains(notes);
    this.namespaces = Set.copyOf(List.of(namespace, "", RFC_7489, AggregateReport.NAMESPACE));
  }

  XmlCursor cursor() {
    return cursor;
  }

  Notes notes() {
    return notes;
  }

  /** The depth of the element that was entered last. */
  int level() {
    return cursor.depth();
  }

  /**
   * Enters the next child of the report's own; extensions are passed over.
   *
   * @return its name, or an empty text if there are no more
   */
  String next(int level) throws IOException, XmlFault {
    while (cursor.nextChild(level)) {
      if (isOwn()) {
        return cursor.name();
      }
      notes.add(Kind.EXTENSION_IGNORED, cursor.name());
      cursor.skip();
    }
    return "";
  }

  /** Returns true if the element that was entered last is not of an extension. */
  boolean isOwn() {
    return namespaces.contains(cursor.namespace());
  }

  /** Passes over a child that the schema does not have there. */
  void unknown() throws IOException, XmlFault {
    notes.add(Kind.UNKNOWN_ELEMENT, cursor.name());
    cursor.skip();
  }

  /** Returns true if the child is there a second time; then it is passed over. */
  boolean repeated(@Nullable Object before) throws IOException, XmlFault {
    if (before == null) {
      return false;
    }
    notes.add(Kind.REPEATED_ELEMENT, cursor.name());
    cursor.skip();
    return true;
  }

  /** The text of a child that may be there once; the first counts. */
  String text(@Nullable String before) throws IOException, XmlFault {
    return before != null && repeated(before) ? before : cursor.text();
  }

  /** A text that is of no use if it is empty. */
  @Nullable String filled(@Nullable String text, String name) {
    if (text != null && text.isEmpty()) {
      notes.add(Kind.EMPTY_ELEMENT, name);
      return null;
    }
    return text;
  }

  /** A text that must be there. */
  String required(@Nullable String text, String name) {
    if (text == null) {
      notes.add(Kind.MISSING_ELEMENT, name);
      return "";
    }
    String filled = filled(text, name);
    return filled == null ? "" : filled;
  }

  Optional<String> optional(@Nullable String text, String name) {
    return Optional.ofNullable(filled(text, name));
  }

  /** A word that must be there. */
  <E extends Enum<E>> Word<E> word(Words<E> words, @Nullable String text, String name) {
    return words.read(required(text, name), notes);
  }

  /** A word that may be missing. */
  <E extends Enum<E>> Word<E> optionalWord(Words<E> words, @Nullable String text, String name) {
    String filled = filled(text, name);
    return filled == null ? words.absent() : words.read(filled, notes);
  }

  /** A domain in lower case and A-labels; another text as it is. */
  String domain(String text) {
    return domains.read(text);
  }
}
