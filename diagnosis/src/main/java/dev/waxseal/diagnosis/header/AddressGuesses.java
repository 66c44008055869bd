package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Guesses for address lists: respaced, requoted, completed with a domain, with one address less or
 * more.
 */
final class AddressGuesses {

  private static final int POOL = 16;
  private static final int LONGEST = 12;

  /** Every choice of commas with a space after them is tried up to this number of commas. */
  private static final int MOST_COMMAS = 4;

  private static final List<String> POOLS =
      List.of(
          "To",
          "Cc",
          "From",
          "Reply-To",
          "Sender",
          "Delivered-To",
          "X-Original-To",
          "Envelope-To",
          "X-MailFrom",
          "Return-Path");

  private AddressGuesses() {}

  /** The guesses for a value. */
  static List<Guess> of(String value, Headers headers) {
    List<String> items = AddressList.of(value).items();
    List<Guess> guesses = new ArrayList<>();
    rewritten(respaced(items), guesses);
    Set<String> forms = new LinkedHashSet<>();
    for (UnaryOperator<String> way : ways()) {
      forms.addAll(joined(items.stream().map(way).toList()));
    }
    rewritten(forms, guesses);
    completed(items, guesses);
    if (items.size() <= LONGEST) {
      withoutOne(items, guesses);
      withOneMore(items, headers, guesses);
    }
    return guesses;
  }

  private static void rewritten(Collection<String> forms, List<Guess> guesses) {
    forms.forEach(
        form ->
            guesses.add(
                new Guess(Change.Kind.ADDRESSES_REWRITTEN, form, "had its addresses rewritten")));
  }

  private static List<String> joined(List<String> items) {
    return List.of(" " + String.join(", ", items), " " + String.join(",", items));
  }

  /** The list with spaces after all commas, after none, and after some. */
  private static List<String> respaced(List<String> items) {
    List<String> forms = new ArrayList<>(joined(items));
    int commas = items.size() - 1;
    for (int choice = 1;
        commas > 1 && commas <= MOST_COMMAS && choice < (1 << commas) - 1;
        choice++) {
      StringBuilder form = new StringBuilder(" ").append(items.get(0));
      for (int i = 0; i < commas; i++) {
        form.append((choice >> i & 1) == 1 ? ", " : ",").append(items.get(i + 1));
      }
      forms.add(form.toString());
    }
    return forms;
  }

  /** Addresses without a domain, to which a mail server appended its own. */
  private static void completed(List<String> items, List<Guess> guesses) {
    Set<String> domains = new LinkedHashSet<>();
    for (String item : items.subList(0, Math.min(items.size(), LONGEST))) {
      AddressList.address(item)
          .ifPresent(address -> domains.add(address.substring(address.lastIndexOf('@'))));
    }
    for (String domain : domains) {
      Set<String> forms =
          new LinkedHashSet<>(joined(items.stream().map(it -> without(domain, it)).toList()));
      for (int i = 0; i < Math.min(items.size(), LONGEST); i++) {
        List<String> one = new ArrayList<>(items);
        one.set(i, without(domain, items.get(i)));
        forms.addAll(joined(one));
      }
      forms.forEach(
          form ->
              guesses.add(
                  new Guess(
                      Change.Kind.ADDRESSES_REWRITTEN,
                      form,
                      "got " + domain + " appended to an address without a domain")));
    }
  }

  /** An item without the domain of its address, if it has this domain. */
  private static String without(String domain, String item) {
    return AddressList.address(item)
        .filter(address -> address.endsWith(domain))
        .map(
            address ->
                item.replace(address, address.substring(0, address.length() - domain.length())))
        .orElse(item);
  }

  private static List<UnaryOperator<String>> ways() {
    return List.of(
        item -> item,
        item -> item.replaceFirst("^\"([^\"\\\\]*)\" <", "$1 <"),
        item -> item.replaceFirst("^([^\"<]*[^\"<\\s])\\s*<", "\"$1\" <"),
        item -> item.replaceFirst("^<(.*)>$", "$1"),
        item -> item.replaceFirst("^([^<>\\s]+)$", "<$1>"),
        item -> item.replaceFirst("^.*<(.*)>$", "$1"),
        item -> item.replaceFirst("^(\\S+@\\S+)$", "\"$1\" <$1>"));
  }

  private static void withoutOne(List<String> items, List<Guess> guesses) {
    for (int i = 0; i < items.size() && items.size() > 1; i++) {
      List<String> rest = new ArrayList<>(items);
      String added = rest.remove(i);
      guesses.add(
          new Guess(
              Change.Kind.RECIPIENT_ADDED,
              " " + String.join(", ", rest),
              "got one more address: " + added));
    }
  }

  private static void withOneMore(List<String> items, Headers headers, List<Guess> guesses) {
    for (String other : pool(headers)) {
      if (items.contains(other)) {
        continue;
      }
      for (int i = 0; i <= items.size(); i++) {
        List<String> more = new ArrayList<>(items);
        more.add(i, other);
        guesses.add(
            new Guess(
                Change.Kind.RECIPIENT_REMOVED,
                " " + String.join(", ", more),
                "lost an address: " + other));
      }
    }
  }

  /** The addresses in the header, with and without display names. */
  private static List<String> pool(Headers headers) {
    Set<String> pool = new LinkedHashSet<>();
    for (String name : POOLS) {
      for (HeaderField field : AddressList.fields(name, headers)) {
        for (String item : AddressList.of(field.value()).items()) {
          pool.add(item);
          AddressList.address(item).ifPresent(pool::add);
        }
      }
    }
    return pool.stream().limit(POOL).toList();
  }
}
