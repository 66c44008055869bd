package dev.waxseal.reports.read;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.stax.WstxInputFactory;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the elements of a document from a stranger, once, within bounds. No document type
 * declaration is taken, so there are no entities and nothing outside of the document.
 *
 * <p>The one class that knows Woodstox.
 */
final class XmlCursor {

  /** Opens documents; may be shared among threads. */
  static final class Factory {

    private final WstxInputFactory factory = new WstxInputFactory();
    private final ReportLimits limits;

    Factory(ReportLimits limits) {
      this.limits = limits;
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
      factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
      factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textLength());
      factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    }

    XmlCursor open(InputStream xml) throws IOException, XmlFault {
      try {
        return new XmlCursor(factory.createXMLStreamReader(xml), limits);
      } catch (XMLStreamException e) {
        throw fault(e);
      }
    }

    XmlCursor open(Reader xml) throws IOException, XmlFault {
      try {
        return new XmlCursor(factory.createXMLStreamReader(xml), limits);
      } catch (XMLStreamException e) {
        throw fault(e);
      }
    }
  }

  private final XMLStreamReader xml;
  private final ReportLimits limits;
  private int depth;
  private boolean surrounded;

  private XmlCursor(XMLStreamReader xml, ReportLimits limits) {
    this.xml = xml;
    this.limits = limits;
  }

  /** The number of elements that are open. */
  int depth() {
    return depth;
  }

  /** The name of the element that was entered last, without its prefix. */
  String name() {
    return xml.getLocalName();
  }

  /** The namespace of the element that was entered last; empty if it has none. */
  String namespace() {
    String namespace = xml.getNamespaceURI();
    return namespace == null ? "" : namespace;
  }

  /**
   * Enters the next child of an element.
   *
   * @param level the depth of that element; what is open within it is passed over
   * @return false if there are no more, and then the element is left
   */
  boolean nextChild(int level) throws IOException, XmlFault {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          enter();
          if (depth == level + 1) {
            return true;
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          if (depth < level) {
            return false;
          }
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return false;
        }
        default -> {} // text between elements, comments, instructions
      }
    }
  }

  /** Returns true if the last text had white space around it. */
  boolean wasSurrounded() {
    return surrounded;
  }

  /** Passes over the rest of the element that was entered last; its texts have the same limit. */
  void skip() throws IOException, XmlFault {
    int level = depth;
    long length = 0;
    while (depth >= level) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          enter();
          length = 0;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          length = 0;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          length += length();
          require(length <= limits.textLength());
        }
        default -> {}
      }
    }
  }

  /** The text of the element that was entered last, without white space around it; leaves it. */
  String text() throws IOException, XmlFault {
    int level = depth;
    String text = "";
    StringBuilder longer = null;
    while (true) {
      switch (next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (longer == null && text.isEmpty()) {
            text = piece();
          } else {
            longer = longer == null ? new StringBuilder(text) : longer;
            longer.append(piece());
          }
          require((longer == null ? text.length() : longer.length()) <= limits.textLength());
        }
        case XMLStreamConstants.START_ELEMENT -> {
          enter();
          skip();
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth = level - 1;
          String whole = longer == null ? text : longer.toString();
          String stripped = stripped(whole);
          surrounded = stripped.length() < whole.length();
          return stripped;
        }
        default -> {}
      }
    }
  }

  /** Woodstox reads a text when it is asked for, and says so in unchecked exceptions. */
  private String piece() throws IOException, XmlFault {
    try {
      return xml.getText();
    } catch (RuntimeException e) {
      throw fault(e);
    }
  }

  private int length() throws IOException, XmlFault {
    try {
      return xml.getTextLength();
    } catch (RuntimeException e) {
      throw fault(e);
    }
  }

  private void require(boolean withinLimit) throws RefusedException {
    if (!withinLimit) {
      throw new RefusedException(
          Refusal.TEXT_TOO_LONG, "more than " + limits.textLength() + " characters");
    }
  }

  private void enter() throws RefusedException {
    depth++;
    if (depth > limits.depth()) {
      throw new RefusedException(Refusal.TOO_DEEP, "more than " + limits.depth() + " levels");
    }
    requireName(xml.getLocalName());
    int attributes = xml.getAttributeCount();
    if (attributes + xml.getNamespaceCount() > limits.attributes()) {
      throw new RefusedException(Refusal.TOO_MANY_ATTRIBUTES, "more than " + limits.attributes());
    }
    for (int i = 0; i < attributes; i++) {
      requireName(xml.getAttributeLocalName(i));
    }
  }

  private void requireName(String name) throws RefusedException {
    if (name.length() > limits.nameLength()) {
      throw new RefusedException(
          Refusal.NAME_TOO_LONG, "more than " + limits.nameLength() + " characters");
    }
  }

  /** Goes to the end of the document, and notes what does not belong there. */
  void end(Notes notes) throws IOException {
    try {
      while (next() != XMLStreamConstants.END_DOCUMENT) {
        // comments, instructions, white space
      }
    } catch (XmlFault e) {
      boolean encoding = e.kind() == XmlFault.Kind.ENCODING;
      notes.add(encoding ? Kind.REPAIRED_ENCODING : Kind.TEXT_AFTER_END, "");
    }
  }

  private int next() throws IOException, XmlFault {
    try {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw new RefusedException(Refusal.DOCTYPE, "");
      }
      if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new XmlFault("a reference to an entity", XmlFault.Kind.MARKUP);
      }
      return event;
    } catch (XMLStreamException | RuntimeException e) {
      throw fault(e);
    }
  }

  /** The meaning of a fault of the parser. */
  private static XmlFault fault(Exception fault) throws IOException {
    XmlFault.Kind kind = XmlFault.Kind.MARKUP;
    for (Throwable cause = fault; cause != null; cause = below(cause)) {
      if (cause instanceof IOException failed && !isOfEncoding(failed)) {
        throw failed;
      }
      if (cause instanceof WstxEOFException) {
        kind = XmlFault.Kind.AT_END;
      } else if (cause instanceof IOException) {
        kind = XmlFault.Kind.ENCODING;
      }
    }
    String message = String.valueOf(fault.getMessage());
    Refusal limit = limit(message.toLowerCase(Locale.ROOT));
    if (limit != Refusal.MALFORMED_XML) {
      throw new RefusedException(limit, message);
    }
    return new XmlFault(message, kind);
  }

  private static @Nullable Throwable below(Throwable fault) {
    return fault instanceof XMLStreamException nesting && nesting.getNestedException() != null
        ? nesting.getNestedException()
        : fault.getCause();
  }

  private static boolean isOfEncoding(IOException fault) {
    return fault instanceof CharConversionException
        || fault instanceof UnsupportedEncodingException;
  }

  /** Woodstox says in words alone that a limit is reached. */
  private static Refusal limit(String message) {
    if (!message.contains("exceeded")) {
      return Refusal.MALFORMED_XML;
    }
    if (message.contains("attribute limit")) {
      return Refusal.TOO_MANY_ATTRIBUTES;
    }
    return message.contains("depth") ? Refusal.TOO_DEEP : Refusal.TEXT_TOO_LONG;
  }

  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    return text.substring(from, to);
  }
}
