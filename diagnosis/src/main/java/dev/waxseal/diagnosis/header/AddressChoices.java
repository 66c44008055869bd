package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries every choice of forms and commas in all address lists: in the relaxed form each comma is
 * one bit, and each address has a few forms.
 */
final class AddressChoices {

  /** The choices of commas that are tried: all of 10 commas. */
  private static final long MOST_SPACED = 1 << 10;

  /** The choices of forms and commas that are tried. */
  private static final long MOST = 1 << 14;

  /** The same where each costs a verification. */
  private static final long MOST_VERIFIED = 1 << 8;

  private final HeaderTarget target;
  private final Map<String, HeaderField> lists = new LinkedHashMap<>();

  private AddressChoices(Headers headers, HeaderTarget target) {
    this.target = target;
    for (String name : FieldAlternatives.distinct(target.names())) {
      List<HeaderField> fields = headers.named(name);
      if (fields.size() == 1 && AddressStyles.isSignedList(fields.get(0), target)) {
        lists.put(name, fields.get(0));
      }
    }
  }

  /** What is chosen. */
  private enum Choice {
    /** Commas. */
    COMMAS,
    /** Commas, and forms of all addresses. */
    ALL_FORMS,
    /** Commas, and forms of addresses with a display name. */
    FORMS_OF_NAMED,
    /** Forms of addresses with a display name; the commas have a space, or have none. */
    FORMS_ALONE
  }

  /** The changes, if a choice of commas gives what was signed. */
  static Optional<List<Change>> ofCommas(
      Headers headers, HeaderTarget target, Combinations arrived) {
    long most = target.hash().isCheap() ? MOST_SPACED : MOST_VERIFIED;
    return new AddressChoices(headers, target).tried(Choice.COMMAS, most, arrived);
  }

  /** The changes, if a choice of forms and commas gives what was signed. */
  static Optional<List<Change>> ofForms(
      Headers headers, HeaderTarget target, Combinations arrived) {
    long most = target.hash().isCheap() ? MOST : MOST_VERIFIED;
    return new AddressChoices(headers, target).forms(most, arrived);
  }

  /** Tries the forms, as many of them as are within a limit. */
  private Optional<List<Change>> forms(long most, Combinations arrived) {
    for (Choice choice : List.of(Choice.ALL_FORMS, Choice.FORMS_OF_NAMED, Choice.FORMS_ALONE)) {
      if (number(choice) <= most) {
        return tried(choice, most, arrived);
      }
    }
    return Optional.empty();
  }

  private Optional<List<Change>> tried(Choice choice, long most, Combinations arrived) {
    long number = number(choice);
    if (number < 2 || number > most) {
      return Optional.empty();
    }
    Map<String, Choices> replaced = new LinkedHashMap<>();
    lists.forEach(
        (name, field) ->
            replaced.put(
                name,
                new Choices(
                    List.of(field),
                    (int) target.names().stream().filter(name::equals).count(),
                    target.form(),
                    () -> alternatives(field, choice))));
    return arrived.all(replaced);
  }

  /** The number of choices in all lists together. */
  private long number(Choice choice) {
    long number = 1;
    for (HeaderField field : lists.values()) {
      List<String> items = AddressList.of(field.value()).items();
      int commas = Math.max(0, items.size() - 1);
      number *= choice == Choice.FORMS_ALONE ? 2 : 1L << Math.min(commas, 20);
      for (String item : items) {
        number *= forms(item, choice).size();
        if (number > MOST) {
          return Long.MAX_VALUE;
        }
      }
    }
    return number;
  }

  private static List<String> forms(String item, Choice choice) {
    return switch (choice) {
      case COMMAS -> List.of(item);
      case ALL_FORMS -> AddressItem.of(item).forms();
      case FORMS_OF_NAMED, FORMS_ALONE ->
          AddressItem.of(item).phrase().isEmpty() ? List.of(item) : AddressItem.of(item).forms();
    };
  }

  /** A list in all choices; the first is the list that arrived. */
  private List<Alternative> alternatives(HeaderField field, Choice choice) {
    List<String> items = AddressList.of(field.value()).items();
    List<String> values = new ArrayList<>();
    for (List<String> commas :
        choice == Choice.FORMS_ALONE
            ? List.of(List.of(", "), List.of(","))
            : List.of(List.of(", ", ","))) {
      values.addAll(lists(items, choice, commas));
    }
    List<Alternative> all = new ArrayList<>();
    all.add(new Alternative(List.of(field), List.of()));
    for (String value : values) {
      HeaderField signed = HeaderField.parse((field.name() + ": " + value).getBytes(ISO_8859_1));
      boolean isRespaced = AddressList.of(value).items().equals(items);
      AddressStyles.change(
              target.form(), signed, field, isRespaced ? "" : "had its addresses rewritten")
          .ifPresent(change -> all.add(new Alternative(List.of(signed), List.of(change))));
    }
    return all;
  }

  /** All lists with one form of each item and one of the commas after it. */
  private static List<String> lists(List<String> items, Choice choice, List<String> commas) {
    List<String> begun = List.of("");
    for (int i = 0; i < items.size(); i++) {
      List<String> longer = new ArrayList<>();
      for (String beginning : begun) {
        for (String comma : i == 0 ? List.of("") : commas) {
          for (String form : forms(items.get(i), choice)) {
            longer.add(beginning + comma + form);
          }
        }
      }
      begun = longer;
    }
    return begun;
  }
}
