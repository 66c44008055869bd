package dev.waxseal.reports.write;

import com.ctc.wstx.stax.WstxOutputFactory;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.AggregateReport.Metadata;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.Word;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the XML of aggregate reports by the schema of RFC 9990 appendix A, with all children in
 * the schema's order.
 *
 * <p>A report that the schema does not allow, such as one that was read with words that it does not
 * have, is written as it is. Characters that XML forbids are left out.
 */
public final class ReportXml {

  private final XMLStreamWriter xml;
  private int depth;

  private ReportXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes a report in UTF-8; the stream is not closed.
   *
   * @throws IOException if the stream fails
   */
  public static void write(AggregateReport report, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = new WstxOutputFactory().createXMLStreamWriter(out, "UTF-8");
      new ReportXml(xml).feedback(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void feedback(AggregateReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.setDefaultNamespace(AggregateReport.NAMESPACE);
    xml.writeStartElement(AggregateReport.NAMESPACE, "feedback");
    xml.writeDefaultNamespace(AggregateReport.NAMESPACE);
    depth++;
    text("version", "1.0");
    metadata(report.metadata());
    policy(report.policy());
    for (AggregateRecord one : report.records()) {
      record(one);
    }
    end();
    line();
    xml.writeEndDocument();
  }

  private void metadata(Metadata metadata) throws XMLStreamException {
    start("report_metadata");
    text("org_name", metadata.orgName());
    text("email", metadata.email());
    optional("extra_contact_info", metadata.extraContactInfo());
    text("report_id", metadata.reportId());
    start("date_range");
    text("begin", String.valueOf(metadata.begin().getEpochSecond()));
    text("end", String.valueOf(metadata.end().getEpochSecond()));
    end();
    if (!metadata.errors().isEmpty()) {
      text("error", String.join(". ", metadata.errors()));
    }
    optional("generator", metadata.generator());
    end();
  }

  private void policy(PolicyPublished policy) throws XMLStreamException {
    start("policy_published");
    text("domain", policy.domain());
    word("p", policy.p());
    word("sp", policy.sp());
    word("np", policy.np());
    word("adkim", policy.adkim());
    word("aspf", policy.aspf());
    word("discovery_method", policy.discoveryMethod());
    optional("fo", policy.fo());
    optional("testing", policy.testing().map(it -> it ? "y" : "n"));
    end();
  }

  private void record(AggregateRecord one) throws XMLStreamException {
    start("record");
    start("row");
    text("source_ip", one.sourceIp());
    text("count", String.valueOf(one.count()));
    start("policy_evaluated");
    word("disposition", one.policyEvaluated().disposition());
    word("dkim", one.policyEvaluated().dkim());
    word("spf", one.policyEvaluated().spf());
    for (Reason reason : one.policyEvaluated().reasons()) {
      start("reason");
      word("type", reason.type());
      optional("comment", reason.comment());
      end();
    }
    end();
    end();
    start("identifiers");
    text("header_from", one.identifiers().headerFrom());
    optional("envelope_from", one.identifiers().envelopeFrom());
    optional("envelope_to", one.identifiers().envelopeTo());
    end();
    authResults(one);
    end();
  }

  private void authResults(AggregateRecord one) throws XMLStreamException {
    start("auth_results");
    for (DkimAuthResult dkim : one.dkim()) {
      start("dkim");
      text("domain", dkim.domain());
      text("selector", dkim.selector().orElse(""));
      word("result", dkim.result());
      optional("human_result", dkim.humanResult());
      end();
    }
    for (SpfAuthResult spf : one.spf()) {
      start("spf");
      text("domain", spf.domain());
      word("scope", spf.scope());
      word("result", spf.result());
      optional("human_result", spf.humanResult());
      end();
    }
    end();
  }

  private void start(String name) throws XMLStreamException {
    line();
    xml.writeStartElement(AggregateReport.NAMESPACE, name);
    depth++;
  }

  private void end() throws XMLStreamException {
    depth--;
    line();
    xml.writeEndElement();
  }

  private void word(String name, Word<?> word) throws XMLStreamException {
    if (!word.isAbsent()) {
      text(name, word.text());
    }
  }

  private void optional(String name, Optional<String> text) throws XMLStreamException {
    if (text.isPresent()) {
      text(name, text.get());
    }
  }

  private void text(String name, String text) throws XMLStreamException {
    line();
    xml.writeStartElement(AggregateReport.NAMESPACE, name);
    xml.writeCharacters(XmlText.of(text));
    xml.writeEndElement();
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n" + " ".repeat(depth));
  }
}
