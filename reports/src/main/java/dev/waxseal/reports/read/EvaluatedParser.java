package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code policy_evaluated} (RFC 9990 sections 3.1.1.9 and 3.1.1.14). */
final class EvaluatedParser {

  private final Elements elements;
  private final Notes notes;
  private final ReportLimits limits;
  private boolean newForm;

  EvaluatedParser(Elements elements, ReportLimits limits) {
    this.elements = elements;
    this.notes = elements.notes();
    this.limits = limits;
  }

  boolean isNewForm() {
    return newForm;
  }

  PolicyEvaluated parse() throws IOException, XmlFault {
    int level = elements.level();
    String disposition = null;
    String dkim = null;
    String spf = null;
    List<Reason> reasons = List.of();
    int order = 0;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "disposition" -> {
          order = inOrder(order, 1);
          disposition = elements.text(disposition);
        }
        case "dkim" -> {
          order = inOrder(order, 2);
          dkim = elements.text(dkim);
        }
        case "spf" -> {
          order = inOrder(order, 3);
          spf = elements.text(spf);
        }
        case "reason" -> {
          order = inOrder(order, 4);
          reasons = add(reasons);
        }
        default -> elements.unknown();
      }
    }
    Word<Disposition> done = elements.word(Words.DISPOSITION, disposition, "disposition");
    newForm |= done.is(Disposition.PASS);
    return new PolicyEvaluated(
        done,
        elements.word(Words.OUTCOME, dkim, "dkim"),
        elements.word(Words.OUTCOME, spf, "spf"),
        reasons);
  }

  private int inOrder(int before, int now) {
    if (now < before) {
      notes.add(Kind.CHILDREN_OUT_OF_ORDER, "policy_evaluated");
    }
    return Math.max(before, now);
  }

  private List<Reason> add(List<Reason> reasons) throws IOException, XmlFault {
    if (reasons.size() >= limits.authResults()) {
      notes.add(Kind.RESULTS_CUT, "reason");
      elements.cursor().skip();
      return reasons;
    }
    List<Reason> more = reasons.isEmpty() ? new ArrayList<>(2) : reasons;
    more.add(reason());
    return more;
  }

  private Reason reason() throws IOException, XmlFault {
    int level = elements.level();
    String type = null;
    String comment = null;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "type" -> type = elements.text(type);
        case "comment" -> comment = elements.text(comment);
        default -> elements.unknown();
      }
    }
    return new Reason(
        type(type == null ? "" : type), Optional.ofNullable(comment).filter(it -> !it.isEmpty()));
  }

  private Word<OverrideType> type(String text) {
    if (text.isEmpty()) {
      notes.add(Kind.EMPTY_REASON, "");
      return Words.OVERRIDE.read("other", notes);
    }
    Word<OverrideType> type = Words.OVERRIDE.read(text, notes);
    newForm |= type.is(OverrideType.POLICY_TEST_MODE);
    if (type.is(OverrideType.FORWARDED) || type.is(OverrideType.SAMPLED_OUT)) {
      notes.add(Kind.OLD_REASON, text);
    }
    return type;
  }
}
