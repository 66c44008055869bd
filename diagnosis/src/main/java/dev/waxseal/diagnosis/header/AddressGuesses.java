package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.ChangeKind;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Lists of addresses that were written otherwise, or lost or got an address. */
final class AddressGuesses {

  private static final int POOL = 16;
  private static final int LONGEST = 12;

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
    Set<String> forms = new LinkedHashSet<>();
    for (UnaryOperator<String> way : ways()) {
      List<String> written = items.stream().map(way).toList();
      forms.add(" " + String.join(", ", written));
      forms.add(" " + String.join(",", written));
    }
    forms.forEach(
        form ->
            guesses.add(
                new Guess(
                    ChangeKind.ADDRESSES_REWRITTEN, form, "has its addresses written otherwise")));
    if (items.size() <= LONGEST) {
      withoutOne(items, guesses);
      withOneMore(items, headers, guesses);
    }
    return guesses;
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
              ChangeKind.RECIPIENT_ADDED,
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
                ChangeKind.RECIPIENT_REMOVED,
                " " + String.join(", ", more),
                "lost an address: " + other));
      }
    }
  }

  /** The addresses in the header, as they are written and without names. */
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
