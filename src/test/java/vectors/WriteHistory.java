package vectors;

import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.AppliedRecord.Existence;
import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcRecord.AlignmentMode;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.spf.SpfStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of a vector as entries of a history. */
final class WriteHistory {

  private record Policy(DomainName domain, DmarcRecord found) {}

  private final WriteVector vector;
  private final Map<String, Policy> policies = new TreeMap<>();

  private WriteHistory(WriteVector vector) {
    this.vector = vector;
    for (String line : vector.of("policy")) {
      String[] words = line.split(" ", 3);
      DmarcRecord.Parsed parsed = DmarcRecord.parse(Vector.unquoted(words[2]));
      policies.put(
          words[0],
          new Policy(DomainName.of(words[1]), ((DmarcRecord.Parsed.Valid) parsed).dmarcRecord()));
    }
  }

  /** The entries; messages without a record, and reports that came back, make none. */
  static List<HistoryEntry> of(WriteVector vector) throws UnknownHostException {
    WriteHistory history = new WriteHistory(vector);
    List<HistoryEntry> entries = new ArrayList<>();
    for (List<String> row : vector.table()) {
      if (!row.get(1).equals("-") && !row.get(10).equals("report-to-us")) {
        entries.add(history.entry(row));
      }
    }
    return entries;
  }

  private HistoryEntry entry(List<String> row) throws UnknownHostException {
    Policy policy = Objects.requireNonNull(policies.get(row.get(1)), vector.name());
    DomainName author = DomainName.of(row.get(3));
    HistoryEntry entry =
        new HistoryEntry(
            Instant.parse(row.get(0)),
            policy.domain(),
            policy.found().text(),
            tag(author, policy),
            InetAddress.getByName(row.get(2).replaceAll("%.*", "")),
            author,
            Optional.of(row.get(4)).map(it -> it.equals("<>") ? "" : name(it)),
            Optional.empty(),
            signatures(row.get(6), author, policy),
            spf(row.get(7), author, policy, row.get(8)),
            DmarcStatus.valueOf(row.get(8).toUpperCase(Locale.ROOT)),
            Disposition.valueOf(row.get(9).toUpperCase(Locale.ROOT)),
            cause(row));
    return vector.of("set").contains("envelope-to=yes")
        ? entry.withEnvelopeTo(Stream.of(row.get(5).split(",", -1)).map(DomainName::of).toList())
        : entry;
  }

  private static PolicyTag tag(DomainName author, Policy policy) {
    TreeWalk.Step found = new TreeWalk.Step.Found(policy.domain(), policy.found());
    List<TreeWalk.Step> steps =
        author.equals(policy.domain())
            ? List.of(found)
            : List.of(new TreeWalk.Step.Nothing(author), found);
    return AppliedRecord.of(new TreeWalk(author, steps), Existence.EXISTENT).orElseThrow().tag();
  }

  private static List<HistoryEntry.Signature> signatures(
      String cell, DomainName author, Policy policy) {
    List<HistoryEntry.Signature> signatures = new ArrayList<>();
    for (String one : cell.equals("-") ? new String[0] : cell.split(",", -1)) {
      String[] words = one.split("/", -1);
      String selector = Vector.unquoted("\"" + words[1].replace("\"", "\\\"") + "\"");
      AuthStatus status = AuthStatus.valueOf(words[2].toUpperCase(Locale.ROOT));
      signatures.add(
          new HistoryEntry.Signature(
              name(words[0]),
              selector.equals("-") ? Optional.empty() : Optional.of(selector),
              status,
              status == AuthStatus.PASS
                  ? alignment(words[0], author, policy, policy.found().dkimMode())
                  : Alignment.NONE));
    }
    return signatures;
  }

  private static Optional<HistoryEntry.MailFrom> spf(
      String cell, DomainName author, Policy policy, String dmarc) {
    if (cell.equals("-")) {
      return Optional.empty();
    }
    String[] words = cell.split("/", -1);
    SpfStatus status = SpfStatus.valueOf(words[1].toUpperCase(Locale.ROOT));
    Alignment alignment = alignment(words[0], author, policy, policy.found().spfMode());
    boolean aligned =
        dmarc.equals("pass") && status == SpfStatus.PASS && alignment != Alignment.NONE;
    return Optional.of(new HistoryEntry.MailFrom(name(words[0]), status, aligned));
  }

  /** In the vectors, the policy domain is the Organizational Domain, or below that. */
  private static Alignment alignment(
      String domain, DomainName author, Policy policy, AlignmentMode mode) {
    DomainName other = DomainName.of(domain);
    if (other.equals(author)) {
      return Alignment.STRICT;
    }
    DomainName organization = policy.domain();
    while (organization.labelCount() > 2 && author.isSameOrBelow(organization)) {
      organization = organization.parent().orElseThrow();
    }
    boolean relaxed = mode == AlignmentMode.RELAXED && other.isSameOrBelow(organization);
    return relaxed ? Alignment.RELAXED : Alignment.NONE;
  }

  private static Optional<HistoryEntry.Cause> cause(List<String> row) {
    return switch (row.get(10)) {
      case "-" -> Optional.empty();
      case "trusted-sealer" ->
          Optional.of(new HistoryEntry.Cause(OverrideType.LOCAL_POLICY, row.get(11)));
      default ->
          Optional.of(
              HistoryEntry.Cause.of(OverrideType.valueOf(row.get(10).toUpperCase(Locale.ROOT))));
    };
  }

  private static String name(String domain) {
    return DomainName.parse(domain).map(DomainName::toString).orElse(domain);
  }

  static List<String> words(String line) {
    return Arrays.asList(line.split(" ", -1));
  }
}
