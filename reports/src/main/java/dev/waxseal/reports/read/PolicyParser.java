package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code policy_published} (RFC 9990 section 3.1.1.5). */
final class PolicyParser {

  /** For a record that comes before the policy. */
  static final PolicyPublished UNKNOWN =
      new PolicyPublished(
          "",
          Words.POLICY.absent(),
          Words.POLICY.absent(),
          Words.POLICY.absent(),
          Words.MODE.absent(),
          Words.MODE.absent(),
          Words.DISCOVERY.absent(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Elements elements;
  private final Notes notes;
  private boolean newForm;
  private @Nullable String domain;
  private @Nullable String p;
  private @Nullable String sp;
  private @Nullable String np;
  private @Nullable String adkim;
  private @Nullable String aspf;
  private @Nullable String discovery;
  private @Nullable String fo;
  private @Nullable String testing;
  private @Nullable String t;
  private @Nullable String pct;

  PolicyParser(Elements elements) {
    this.elements = elements;
    this.notes = elements.notes();
  }

  boolean isNewForm() {
    return newForm;
  }

  /** The policy that was entered. */
  PolicyPublished parse() throws IOException, XmlFault {
    int level = elements.level();
    for (String name = elements.next(level); !name.isEmpty(); name = elements.next(level)) {
      child(name);
    }
    if (domain == null || domain.isEmpty()) {
      throw new RefusedException(Refusal.NO_DOMAIN, "");
    }
    newForm = np != null || testing != null || discovery != null;
    return new PolicyPublished(
        elements.domain(domain),
        elements.word(Words.POLICY, p, "p"),
        elements.optionalWord(Words.POLICY, sp, "sp"),
        elements.optionalWord(Words.POLICY, np, "np"),
        elements.optionalWord(Words.MODE, adkim, "adkim"),
        elements.optionalWord(Words.MODE, aspf, "aspf"),
        elements.optionalWord(Words.DISCOVERY, discovery, "discovery_method"),
        elements.optional(fo, "fo"),
        testing(),
        elements.optional(pct, "pct"));
  }

  private void child(String name) throws IOException, XmlFault {
    switch (name) {
      case "domain" -> domain = elements.text(domain);
      case "p" -> p = elements.text(p);
      case "sp" -> sp = elements.text(sp);
      case "np" -> np = elements.text(np);
      case "adkim" -> adkim = elements.text(adkim);
      case "aspf" -> aspf = elements.text(aspf);
      case "discovery_method" -> discovery = elements.text(discovery);
      case "fo" -> fo = elements.text(fo);
      case "testing" -> testing = elements.text(testing);
      case "pct" -> pct = elements.text(pct);
      case "t" -> {
        notes.add(Kind.ELEMENT_ALIAS, name);
        t = elements.text(t);
      }
      default -> elements.unknown();
    }
  }

  private Optional<Boolean> testing() {
    String text = elements.filled(testing == null ? t : testing, "testing");
    if (text == null) {
      return Optional.empty();
    }
    boolean yes = text.equalsIgnoreCase("y");
    if (!yes && !text.equalsIgnoreCase("n")) {
      notes.add(Kind.UNKNOWN_WORD, text);
      return Optional.empty();
    }
    if (!text.equals("y") && !text.equals("n")) {
      notes.add(Kind.WORD_CASE, text);
    }
    return Optional.of(yes);
  }
}
