package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Links that a service at the receiver redirects through itself; they contain the original. */
final class LinkRewritings {

  /** Finds links and what they were before. */
  private interface Service {

    /** The words for it in sentences. */
    String name();

    /** The replacements of its links by those that they lead to. */
    List<Splice> in(String text);
  }

  /**
   * A service whose links are known.
   *
   * @param mark a piece of all of its links
   * @param pattern its links, with the original as the first group
   * @param decoder decodes that group
   */
  private record Known(String mark, Pattern pattern, UnaryOperator<String> decoder)
      implements Service {

    static Service of(String mark, String pattern, UnaryOperator<String> decoder) {
      return new Known(mark, Pattern.compile(pattern + "[^\\s\"<>]*"), decoder);
    }

    @Override
    public String name() {
      return "a service that checks links";
    }

    @Override
    public List<Splice> in(String text) {
      List<Splice> splices = new ArrayList<>();
      if (text.contains(mark)) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
          String link = decoder.apply(found.group(1));
          splices.add(new Splice(new Span(found.start(), found.end()), link));
        }
      }
      return splices;
    }
  }

  /** Any other host whose links hold another link. */
  private record Unknown(String host) implements Service {

    private static final int LONGEST = 80;

    @Override
    public String name() {
      return Sentences.shortened(host, LONGEST);
    }

    @Override
    public List<Splice> in(String text) {
      return WrappedLinks.of(text, host);
    }
  }

  private static final String REST = "([^&\\s\"<>]{1,4000})";

  private static final List<Service> SERVICES =
      List.of(
          Known.of(
              ".safelinks.",
              "https://[a-z0-9]+\\.safelinks\\.protection\\.outlook\\.com/\\?url=" + REST,
              LinkRewritings::percentDecoded),
          new Known(
              "urldefense",
              Pattern.compile(
                  "https://urldefense(?:\\.us)?\\.com/v3/__([^\\s\"<>]{1,500}?)__;[^\\s\"<>]*"),
              link -> link),
          Known.of(
              "urldefense.proofpoint",
              "https://urldefense\\.proofpoint\\.com/v2/url\\?u=" + REST,
              link -> percentDecoded(link.replace('_', '/').replace('-', '%'))),
          Known.of(
              "linkprotect.",
              "https://linkprotect\\.cudasvc\\.com/url\\?a=" + REST,
              LinkRewritings::percentDecoded),
          Known.of(
              "secure-web.cisco",
              "https?://secure-web\\.cisco\\.com/[^/\\s\"<>]{1,1000}/" + REST,
              LinkRewritings::percentDecoded),
          Known.of(
              ".protection.sophos",
              "https://[a-z0-9.-]{1,80}\\.protection\\.sophos\\.com/?\\?d=[^&\\s\"<>]{1,250}"
                  + "&(?:amp;)?u=([A-Za-z0-9+/=_%-]{1,4000})",
              LinkRewritings::base64Decoded));

  private static final int LEAVES = 4;

  private final BodyText arrived;
  private final Service service;
  private final List<Text> texts;

  private LinkRewritings(BodyText arrived, Service service, List<Text> texts) {
    this.arrived = arrived;
    this.service = service;
    this.texts = texts;
  }

  /** A text that is searched for links. */
  private record Text(Leaf leaf, boolean isHtml) {}

  /** Restores the links in text that is not encoded. */
  static Stream<Candidate> links(BodyText arrived) {
    LineRange all = new LineRange(0, arrived.lineCount());
    List<Text> whole = List.of(new Text(new PlainLeaf(arrived, all), false));
    List<Text> texts =
        arrived.textPlaces().stream()
            .map(place -> new Text(new PlainLeaf(arrived, place.lines()), place.isHtml()))
            .toList();
    return SERVICES.stream()
        .flatMap(
            service ->
                Stream.concat(
                    new LinkRewritings(arrived, service, whole).undone(false),
                    new LinkRewritings(arrived, service, texts).undone(true)));
  }

  /** Restores the links in encoded text. */
  static Stream<Candidate> encodedLinks(BodyText arrived, Probe probe) {
    List<Text> texts =
        arrived.textPlaces().stream()
            .limit(LEAVES)
            .flatMap(place -> text(arrived, place, probe))
            .toList();
    return texts.stream().allMatch(text -> text.leaf().encoding().isEmpty())
        ? Stream.empty()
        : SERVICES.stream()
            .map(service -> new LinkRewritings(arrived, service, texts))
            .flatMap(links -> Stream.of(false, true).flatMap(links::undone));
  }

  /** Restores links that hold another link, for other services, in any text. */
  static Stream<Candidate> otherLinks(BodyText arrived, Probe probe) {
    List<Text> texts =
        arrived.textPlaces().stream()
            .limit(LEAVES)
            .flatMap(place -> text(arrived, place, probe))
            .toList();
    return unknown(texts)
        .map(service -> new LinkRewritings(arrived, service, texts))
        .flatMap(links -> Stream.of(false, true).flatMap(links::undone));
  }

  private static Stream<Service> unknown(List<Text> texts) {
    return WrappedLinks.hosts(texts.stream().map(text -> text.leaf().text())).stream()
        .map(Unknown::new);
  }

  /**
   * Links of one text, and their originals.
   *
   * @param splices the replacements, in order
   * @param change the change that redirected them
   */
  record Links(List<Splice> splices, Change change) {}

  /** The links of a text that may have been redirected, with the ampersands of HTML or plain. */
  static List<Links> in(BodyText body, Leaf leaf, boolean isHtml) {
    List<Text> texts = List.of(new Text(leaf, isHtml));
    List<Links> links = new ArrayList<>();
    for (Service service : Stream.concat(SERVICES.stream(), unknown(texts)).toList()) {
      List<String> before = new ArrayList<>();
      List<String> after = new ArrayList<>();
      LinkRewritings rewritings = new LinkRewritings(body, service, texts);
      List<Splice> splices = rewritings.splices(leaf.text(), isHtml, before, after);
      if (!splices.isEmpty()) {
        links.add(new Links(splices, rewritings.change(before, after)));
      }
    }
    return links;
  }

  private static Stream<Text> text(BodyText arrived, TextPlace place, Probe probe) {
    return Leaf.of(arrived, place.lines(), place.content().encoding(), probe).stream()
        .map(leaf -> new Text(leaf, place.isHtml()));
  }

  /**
   * The links restored.
   *
   * @param asHtml true to write ampersands as HTML wants them
   */
  private Stream<Candidate> undone(boolean asHtml) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    List<List<LineEdit>> edits = new ArrayList<>();
    for (Text text : texts) {
      boolean escaped = asHtml && text.isHtml();
      List<Splice> splices = splices(text.leaf().text(), escaped, before, after);
      if (!splices.isEmpty()) {
        edits.add(text.leaf().edits(splices).toList());
      }
    }
    boolean isEscaped = before.stream().anyMatch(link -> link.contains("&amp;"));
    if (edits.isEmpty() || (asHtml && !isEscaped)) {
      return Stream.empty();
    }
    int ways = edits.stream().mapToInt(List::size).max().orElse(0);
    return Stream.iterate(0, way -> way < ways, way -> way + 1)
        .map(way -> edits.stream().map(each -> each.get(Math.min(way, each.size() - 1))).toList())
        .map(each -> new Candidate(arrived.with(each), change(before, after)));
  }

  private Change change(List<String> before, List<String> after) {
    return new Change(
        Change.Kind.LINKS_REWRITTEN,
        Sentences.count(after.size(), "link")
            + " "
            + Sentences.were(after.size())
            + " redirected through "
            + service.name(),
        before,
        after);
  }

  private List<Splice> splices(
      String text, boolean escaped, List<String> before, List<String> after) {
    List<Splice> splices = new ArrayList<>();
    for (Splice found : service.in(text)) {
      String link = found.with();
      String written = escaped ? link.replace("&", "&amp;") : link;
      int end = endOfLink(text, found.span().to());
      before.add(written + text.substring(found.span().to(), end));
      after.add(text.substring(found.span().from(), end));
      splices.add(new Splice(found.span(), written));
    }
    return splices;
  }

  /** The end of a link that a replacement ends in. */
  private static int endOfLink(String text, int from) {
    int end = from;
    while (end < text.length() && " \t\r\n\"<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  static String percentDecoded(String text) {
    try {
      return new String(
          URLDecoder.decode(text.replace("+", "%2B"), UTF_8).getBytes(UTF_8), ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String base64Decoded(String text) {
    try {
      String plain = percentDecoded(text).replace('-', '+').replace('_', '/');
      return new String(Base64.getDecoder().decode(plain), ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
