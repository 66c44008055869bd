package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses for From where a list replaced the author, so that DMARC does not fail. */
final class AuthorGuesses {

  /** Fields to which the author may have been moved. */
  private static final List<String> PLACES =
      List.of(
          "X-Original-From",
          "Original-From",
          "X-Original-Sender",
          "Reply-To",
          "Cc",
          "X-MailFrom",
          "Resent-From",
          "Sender",
          "X-From",
          "X-Sender",
          "Return-Path",
          "X-Envelope-From");

  /** An address in a display name. */
  private static final Pattern AT =
      Pattern.compile("([^\\s\"'()<>@]+)(?:@| at |\\(at\\)| \\(at\\) )([A-Za-z0-9.-]+)");

  private AuthorGuesses() {}

  /** The guesses for the value of From. */
  static List<Guess> of(String value, Headers headers) {
    Set<String> items = new LinkedHashSet<>();
    Set<String> addresses = new LinkedHashSet<>(encoded(value));
    for (String place : PLACES) {
      for (HeaderField field : AddressList.fields(place, headers)) {
        for (String item : AddressList.of(field.value()).items()) {
          items.add(item);
          AddressList.address(item).ifPresent(addresses::add);
        }
      }
    }
    List<String> names = List.copyOf(phrases(value));
    Set<String> values = new LinkedHashSet<>();
    items.stream().filter(item -> item.contains("<")).limit(2).forEach(values::add);
    addresses.stream()
        .limit(2)
        .forEach(
            address -> values.addAll(AddressList.written(names.get(0), address).subList(0, 2)));
    values.addAll(items);
    for (String address : addresses) {
      names.forEach(name -> values.addAll(AddressList.written(name, address)));
    }
    List<Guess> guesses = new ArrayList<>();
    for (String author : values) {
      guesses.add(
          new Guess(
              Change.Kind.FROM_REPLACED,
              " " + author,
              "was replaced"
                  + AddressList.address(author).map(it -> "; the author is " + it).orElse("")));
    }
    return guesses;
  }

  /** The addresses that lists write into From in another form. */
  private static Set<String> encoded(String value) {
    Set<String> addresses = new LinkedHashSet<>();
    AddressList.address(value)
        .ifPresent(
            address -> {
              addresses.add(address.replaceFirst("(?i)\\.invalid$", ""));
              String local = address.substring(0, address.lastIndexOf('@'));
              addresses.add(local.replaceFirst("^(.+)(?:=40|_at_|#|=|%)([^=_#%]+)$", "$1@$2"));
              addresses.add(local.replaceFirst("^(.+?)(?:=40|_at_|\\.at\\.|-at-)(.+)$", "$1@$2"));
              addresses.remove(address);
              addresses.remove(local);
            });
    Matcher named = AT.matcher(AddressList.phrase(value.replaceAll("\r\n", "")));
    if (named.find()) {
      addresses.add(named.group(1) + "@" + named.group(2));
    }
    return addresses;
  }

  /** The possible display names of the author: that of From without additions such as "via". */
  private static Set<String> phrases(String value) {
    Set<String> phrases = new LinkedHashSet<>();
    String phrase = AddressList.phrase(value.replaceAll("\r\n", ""));
    String decoded = EncodedWords.decoded(phrase);
    String author =
        decoded
            .replaceFirst("(?i)\\s+(?:\\()?(?:via|on behalf of|por|per|door)\\s.*$", "")
            .replaceFirst("^'(.*)'$", "$1");
    phrases.add(author);
    if (EncodedWords.areIn(phrase)) {
      EncodedWords.rewritten(author, "From: ".length()).forEach(phrases::add);
    }
    phrases.add("");
    return phrases;
  }
}
