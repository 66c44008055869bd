package dev.waxseal.diagnosis.header;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One address of a list, and the other forms in which programs write it. Rough, since every guess
 * is checked by the signature.
 *
 * @param form the form
 * @param phrase the display name, without quotes; empty if there is none
 * @param address the address
 * @param text the address as written
 */
record AddressItem(Form form, String phrase, String address, String text) {

  /** The forms of addresses (RFC 5322 section 3.4). */
  enum Form {
    /** {@code ann@author.example}. */
    BARE,
    /** {@code <ann@author.example>}. */
    BRACKETED,
    /** {@code Ann Author <ann@author.example>}. */
    NAMED,
    /** {@code "Ann Author" <ann@author.example>}. */
    QUOTED,
    /** {@code ann@author.example (Ann Author)}. */
    COMMENT
  }

  private static final String SPECIALS = ",;:<>@()\"\\";

  /** The forms in which programs write all addresses of a message. */
  static List<UnaryOperator<String>> styles() {
    List<UnaryOperator<String>> styles = new ArrayList<>();
    for (Form form : List.of(Form.QUOTED, Form.NAMED, Form.COMMENT, Form.BRACKETED, Form.BARE)) {
      styles.add(item -> of(item).in(form));
    }
    styles.add(item -> of(item).form() == Form.COMMENT ? of(item).in(Form.NAMED) : item);
    styles.add(item -> of(item).form() == Form.COMMENT ? of(item).in(Form.QUOTED) : item);
    styles.add(item -> of(item).isQuotedBySendmail() ? of(item).in(Form.NAMED) : item);
    return styles;
  }

  static AddressItem of(String text) {
    int open = text.lastIndexOf('<');
    if (open >= 0 && text.endsWith(">")) {
      String phrase = text.substring(0, open).strip();
      String address = text.substring(open + 1, text.length() - 1);
      boolean isQuoted = phrase.length() > 1 && phrase.startsWith("\"") && phrase.endsWith("\"");
      return isQuoted
          ? new AddressItem(Form.QUOTED, phrase.substring(1, phrase.length() - 1), address, text)
          : new AddressItem(phrase.isEmpty() ? Form.BRACKETED : Form.NAMED, phrase, address, text);
    }
    int comment = text.indexOf('(');
    return comment > 0 && text.endsWith(")")
        ? new AddressItem(
            Form.COMMENT,
            text.substring(comment + 1, text.length() - 1),
            text.substring(0, comment).strip(),
            text)
        : new AddressItem(Form.BARE, "", text, text);
  }

  /** The address in a form; as it is if it cannot have that form. */
  String in(Form other) {
    boolean hasName = !phrase.isEmpty();
    return switch (other) {
      case BARE -> hasName ? text : address;
      case BRACKETED -> hasName ? text : "<" + address + ">";
      case NAMED -> hasName && !hasSpecials() ? phrase + " <" + address + ">" : text;
      case QUOTED -> hasName && form != Form.QUOTED ? "\"" + phrase + "\" <" + address + ">" : text;
      case COMMENT -> hasName && phrase.indexOf('(') < 0 ? address + " (" + phrase + ")" : text;
    };
  }

  /** The address in all forms, beginning with that in which it is written. */
  List<String> forms() {
    Set<String> forms = new LinkedHashSet<>(List.of(text));
    for (Form other : List.of(Form.QUOTED, Form.NAMED, Form.COMMENT, Form.BRACKETED, Form.BARE)) {
      forms.add(in(other));
    }
    return List.copyOf(forms);
  }

  /** The address without a domain, if it is in that domain; otherwise as it is. */
  String without(String domain) {
    return address.toLowerCase(Locale.ROOT).endsWith(domain) && address.length() > domain.length()
        ? text.replace(address, address.substring(0, address.length() - domain.length()))
        : text;
  }

  /**
   * True for a name that sendmail puts into quotes, and that needs none or that many do without.
   */
  private boolean isQuotedBySendmail() {
    return form == Form.QUOTED && (phrase.indexOf('.') >= 0 || phrase.indexOf('\'') >= 0);
  }

  private boolean hasSpecials() {
    return phrase.chars().anyMatch(c -> SPECIALS.indexOf(c) >= 0);
  }
}
