package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.Word;
import dev.waxseal.spf.SpfScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an {@code auth_results} (RFC 9990 sections 3.1.1.11 to 3.1.1.13). */
final class AuthResultsParser {

  private final Elements elements;
  private final Notes notes;
  private final ReportLimits limits;
  private List<DkimAuthResult> dkim = List.of();
  private List<SpfAuthResult> spf = List.of();
  private @Nullable Object found;
  private boolean newForm;

  AuthResultsParser(Elements elements, ReportLimits limits) {
    this.elements = elements;
    this.notes = elements.notes();
    this.limits = limits;
  }

  boolean isNewForm() {
    return newForm;
  }

  /** Something if the record has results, be they empty. */
  @Nullable Object found() {
    return found;
  }

  List<DkimAuthResult> dkim() {
    return dkim;
  }

  List<SpfAuthResult> spf() {
    return spf;
  }

  void clear() {
    found = null;
    dkim = List.of();
    spf = List.of();
  }

  void parse() throws IOException, XmlFault {
    found = this;
    int level = elements.level();
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "dkim" -> {
          if (!spf.isEmpty()) {
            notes.add(Kind.CHILDREN_OUT_OF_ORDER, "auth_results");
          }
          if (hasRoom(dkim, name)) {
            dkim = dkim.isEmpty() ? new ArrayList<>(2) : dkim;
            dkim.add(dkimResult());
          }
        }
        case "spf" -> {
          if (hasRoom(spf, name)) {
            spf = spf.isEmpty() ? new ArrayList<>(1) : spf;
            spf.add(spfResult());
          }
        }
        default -> elements.unknown();
      }
    }
    if (spf.size() > 1) {
      notes.add(Kind.SEVERAL_SPF, "");
    }
  }

  private boolean hasRoom(List<?> results, String name) throws IOException, XmlFault {
    if (results.size() < limits.authResults()) {
      return true;
    }
    notes.add(Kind.RESULTS_CUT, name);
    elements.cursor().skip();
    return false;
  }

  private DkimAuthResult dkimResult() throws IOException, XmlFault {
    int level = elements.level();
    String domain = null;
    String selector = null;
    String result = null;
    String human = null;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "domain" -> domain = elements.text(domain);
        case "selector" -> selector = elements.text(selector);
        case "result" -> result = elements.text(result);
        case "human_result" -> human = elements.text(human);
        default -> elements.unknown();
      }
    }
    if (selector == null || selector.isEmpty()) {
      notes.add(Kind.SELECTOR_MISSING, domain == null ? "" : domain);
    }
    return new DkimAuthResult(
        elements.domain(elements.required(domain, "domain")),
        Optional.ofNullable(selector).filter(it -> !it.isEmpty()),
        elements.word(Words.DKIM, result, "result"),
        Optional.ofNullable(human).filter(it -> !it.isEmpty()));
  }

  private SpfAuthResult spfResult() throws IOException, XmlFault {
    int level = elements.level();
    String domain = null;
    String scope = null;
    String result = null;
    String human = null;
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      switch (name) {
        case "domain" -> domain = elements.text(domain);
        case "scope" -> scope = elements.text(scope);
        case "result" -> result = elements.text(result);
        case "human_result" -> human = elements.text(human);
        default -> elements.unknown();
      }
    }
    newForm |= human != null;
    return new SpfAuthResult(
        elements.domain(elements.required(domain, "domain")),
        scope(scope),
        elements.word(Words.SPF, result, "result"),
        Optional.ofNullable(human).filter(it -> !it.isEmpty()));
  }

  private Word<SpfScope> scope(@Nullable String text) {
    Word<SpfScope> scope = Words.SCOPE.read(text == null || text.isEmpty() ? "mfrom" : text, notes);
    if (scope.is(SpfScope.HELO)) {
      notes.add(Kind.SCOPE_HELO, "");
    }
    return scope;
  }
}
