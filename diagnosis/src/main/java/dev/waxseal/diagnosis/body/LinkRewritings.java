package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Links that a service at the receiver redirects through itself; they contain the original. */
final class LinkRewritings {

  /** {@code https://REGION.safelinks.protection.outlook.com/?url=LINK&data=…}. */
  private static final Pattern SAFE_LINKS =
      Pattern.compile(
          "https://[a-z0-9]+\\.safelinks\\.protection\\.outlook\\.com/\\?url=([^&\\s\"<>]+)"
              + "[^\\s\"<>]*");

  /** {@code https://urldefense.com/v3/__LINK__;…}. */
  private static final Pattern DEFENSE_3 =
      Pattern.compile("https://urldefense(?:\\.us)?\\.com/v3/__([^\\s\"<>]{1,500}?)__;[^\\s\"<>]*");

  private LinkRewritings() {}

  /** Restores the links. */
  static Stream<Candidate> links(BodyText arrived) {
    return Stream.of(
            undone(arrived, SAFE_LINKS, found -> percentDecoded(found.group(1))),
            undone(arrived, DEFENSE_3, found -> found.group(1)))
        .flatMap(List::stream);
  }

  private static List<Candidate> undone(
      BodyText arrived, Pattern pattern, Function<MatchResult, String> link) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    Matcher found = pattern.matcher(arrived.octets());
    String text =
        found.replaceAll(
            match -> {
              before.add(link.apply(match));
              after.add(match.group());
              return Matcher.quoteReplacement(link.apply(match));
            });
    return after.isEmpty()
        ? List.of()
        : List.of(
            new Candidate(
                arrived.with(text),
                new Change(
                    Change.Kind.LINKS_REWRITTEN,
                    Sentences.count(after.size(), "link")
                        + " "
                        + Sentences.were(after.size())
                        + " redirected through a service that checks links",
                    before,
                    after)));
  }

  private static String percentDecoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
