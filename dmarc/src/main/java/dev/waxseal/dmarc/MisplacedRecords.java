package dev.waxseal.dmarc;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for the record of a domain at other names, if it is not where it must be.
 *
 * @param queries where the queries go
 * @param domain the domain
 */
record MisplacedRecords(DmarcQueries queries, DomainName domain) {

  /** Sends the queries. */
  void ask() {
    DmarcQueries.recordName(domain).ifPresent(name -> queries.ask(name, RecordType.CNAME));
    mistaken().forEach(name -> queries.ask(name, RecordType.TXT));
  }

  /** The findings, when the queries are answered. */
  List<RecordFinding> findings() {
    List<RecordFinding> findings = new ArrayList<>();
    DmarcQueries.recordName(domain).ifPresent(name -> alias(name, findings));
    for (DomainName where : mistaken()) {
      if (queries.texts(where).stream().anyMatch(this::isRecord)) {
        findings.add(
            finding(DmarcFinding.MISPLACED_RECORD, where + " in place of _dmarc." + domain));
      }
    }
    return findings;
  }

  private void alias(DomainName name, List<RecordFinding> findings) {
    if (queries.now(name, RecordType.CNAME) instanceof DnsAnswer.Found<DnsRecord.Cname> found) {
      findings.add(
          finding(
              DmarcFinding.ALIAS_WITHOUT_RECORD,
              name + " is an alias of " + found.records().get(0).target()));
    }
  }

  private RecordFinding finding(DmarcFinding kind, String about) {
    return new RecordFinding(kind, about).at(domain);
  }

  private boolean isRecord(String text) {
    return !(queries.parse(text) instanceof DmarcRecord.Parsed.Other);
  }

  /** The names that people publish it at by mistake. */
  private List<DomainName> mistaken() {
    return Stream.of(
            domain.toString(),
            "dmarc." + domain,
            "_dmarc._dmarc." + domain,
            "_dmarc." + domain + "." + domain)
        .flatMap(name -> DomainName.parse(name).stream())
        .toList();
  }
}
