package dev.waxseal.cli.lookup;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Finds a DMARC record that is published at a wrong name.
 *
 * @param dns the resolver
 * @param domain the domain
 */
record MisplacedRecord(Dns dns, DomainName domain) {

  /** The findings as sentences for people. */
  List<String> sentences() {
    Optional<DomainName> name = DmarcLookup.recordName(domain);
    if (name.isEmpty()) {
      return List.of();
    }
    DnsDeadline deadline = new DnsDeadline();
    CompletionStage<DnsAnswer<DnsRecord.Cname>> alias = dns.lookup(name.get(), RecordType.CNAME);
    Map<DomainName, CompletionStage<DnsAnswer<DnsRecord.Txt>>> asked = new LinkedHashMap<>();
    mistaken().forEach(it -> asked.put(it, dns.lookup(it, RecordType.TXT)));
    List<String> sentences = new ArrayList<>();
    if (deadline.answer(alias) instanceof DnsAnswer.Found<DnsRecord.Cname> found) {
      sentences.add(
          name.get()
              + " is an alias of "
              + SafeText.of(found.records().get(0).target())
              + ", which has no DMARC record");
    }
    asked.forEach(
        (where, stage) -> {
          if (DmarcInquiry.texts(deadline.answer(stage)).stream().anyMatch(this::isRecord)) {
            sentences.add(
                "a DMARC record stands at " + where + "; it has to stand at " + name.get());
          }
        });
    return sentences;
  }

  private boolean isRecord(String text) {
    return !(DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Other);
  }

  /** Wrong names that are common. */
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
