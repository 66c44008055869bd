package dev.waxseal.reports.read;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.ReportNote.Kind;
import java.util.Locale;
import java.util.Optional;

/** Reads domains of reports: in lower case and A-labels; another text stays as it is. */
final class Domains {

  private final Notes notes;

  Domains(Notes notes) {
    this.notes = notes;
  }

  /** The domain that a text is. */
  String read(String text) {
    if (isPlain(text)) {
      return text;
    }
    String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    Optional<DomainName> name = relative.isEmpty() ? Optional.empty() : DomainName.parse(relative);
    if (name.isEmpty()) {
      if (!text.isEmpty()) {
        notes.add(Kind.DOMAIN_ODD, text);
      }
      return text;
    }
    if (text.chars().anyMatch(c -> c > 0x7F)) {
      notes.add(Kind.U_LABEL, text);
    }
    return name.get().toString().toLowerCase(Locale.ROOT);
  }

  /** Letters in lower case, digits, hyphens and single dots: most domains are. */
  private static boolean isPlain(String text) {
    int last = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean label = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (!label && !((c == '-' || c == '.') && last != '.' && last != '-')) {
        return false;
      }
      last = c;
    }
    return !text.isEmpty() && text.length() <= 253 && last != '.' && last != '-';
  }
}
