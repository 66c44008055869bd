package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Links that hold another link, plain or with percent signs: those of any service. */
final class WrappedLinks {

  /** The longest link that is looked into. */
  private static final int LONGEST = 4_000;

  private static final int MOST_HOSTS = 3;
  private static final List<String> PLAIN = List.of("http://", "https://");
  private static final List<String> ENCODED = List.of("http%3a%2f%2f", "https%3a%2f%2f");

  private WrappedLinks() {}

  /**
   * A link that holds another one.
   *
   * @param host the host that it leads to
   * @param splice its replacement by the other one
   */
  private record Link(String host, Splice splice) {}

  /** The hosts of such links, the first few. */
  static List<String> hosts(Stream<String> texts) {
    Set<String> hosts = new LinkedHashSet<>();
    texts.forEach(text -> find(text, link -> hosts.add(link.host())));
    return hosts.stream().limit(MOST_HOSTS).toList();
  }

  /** The replacements of such links of one host by the links that they hold. */
  static List<Splice> of(String text, String host) {
    List<Splice> splices = new ArrayList<>();
    find(
        text,
        link -> {
          if (link.host().equals(host)) {
            splices.add(link.splice());
          }
        });
    return splices;
  }

  private static void find(String text, Consumer<Link> found) {
    int at = text.indexOf("http");
    while (at >= 0) {
      int host = afterScheme(text, at);
      int end = host < 0 ? at + 1 : end(text, host);
      if (host >= 0) {
        inner(text, at, host, end, found);
      }
      at = text.indexOf("http", end);
    }
  }

  private static void inner(String text, int from, int host, int end, Consumer<Link> found) {
    String link = text.substring(from, end).toLowerCase(Locale.ROOT);
    int path = host - from;
    while (path < link.length() && "/?#".indexOf(link.charAt(path)) < 0) {
      path++;
    }
    String name = link.substring(host - from, path);
    int plain = first(link, path, PLAIN);
    int encoded = first(link, path, ENCODED);
    if (plain >= 0) {
      found.accept(new Link(name, Splice.cut(new Span(from, from + plain))));
    } else if (encoded >= 0) {
      int next = text.indexOf('&', from + encoded);
      int rest = next < 0 || next > end ? end : next;
      String other = LinkRewritings.percentDecoded(text.substring(from + encoded, rest));
      found.accept(new Link(name, new Splice(new Span(from, end), other)));
    }
  }

  /** Where another link begins, after a character that parts it from what stands before it. */
  private static int first(String link, int from, List<String> schemes) {
    return schemes.stream()
        .mapToInt(scheme -> link.indexOf(scheme, from))
        .filter(at -> at > from && "=/?".indexOf(link.charAt(at - 1)) >= 0)
        .min()
        .orElse(-1);
  }

  private static int afterScheme(String text, int at) {
    return PLAIN.stream()
        .filter(scheme -> text.startsWith(scheme, at))
        .mapToInt(scheme -> at + scheme.length())
        .findFirst()
        .orElse(-1);
  }

  private static int end(String text, int from) {
    int most = Math.min(text.length(), from + LONGEST);
    int end = from;
    while (end < most && " \t\r\n\"<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
