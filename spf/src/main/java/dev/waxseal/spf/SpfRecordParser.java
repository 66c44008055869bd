package dev.waxseal.spf;

import dev.waxseal.dns.internal.OddOctets;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a record by the grammar of RFC 7208 section 12, in one pass. */
final class SpfRecordParser {
  private static final int IP4_BITS = 32;
  private static final int IP6_BITS = 128;

  /** {@code [ ip4-cidr-length ] [ "/" ip6-cidr-length ]}. */
  private static final Pattern DUAL_CIDR =
      Pattern.compile("(?:/(0|[1-9][0-9]?))?(?://(0|[1-9][0-9]{0,2}))?");

  /** {@code /32//128}. */
  private static final int LONGEST_CIDR = 8;

  private final List<SpfTerm> terms = new ArrayList<>();
  private boolean redirected;
  private boolean explained;

  private SpfRecordParser() {}

  /** {@code record = version terms *SP}, {@code terms = *( 1*SP ( directive / modifier ) )}. */
  static SpfRecord parse(String text) throws RecordFault {
    if (!SpfRecord.isSelected(text)) {
      throw new RecordFault(SpfReason.RECORD_SYNTAX, "it does not begin with v=spf1 and a space");
    }
    SpfRecordParser parser = new SpfRecordParser();
    int at = text.indexOf(' ');
    while (at >= 0 && at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      if (end > at) {
        parser.term(text.substring(at, end));
      }
      at = end + 1;
    }
    return new SpfRecord(parser.terms, text);
  }

  /** RFC 7208 section 4.6.1: modifiers have "=" after the name, mechanisms ":", "/" or nothing. */
  private void term(String text) throws RecordFault {
    int name = nameEnd(text, 0);
    boolean isModifier = name > 0 && name < text.length() && text.charAt(name) == '=';
    terms.add(isModifier ? modifier(text, name) : directive(text));
  }

  private SpfModifier modifier(String text, int end) throws RecordFault {
    String name = text.substring(0, end);
    String value = text.substring(end + 1);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "redirect" -> {
        once(redirected, name);
        redirected = true;
        yield new SpfModifier(SpfModifier.Kind.REDIRECT, name, MacroParser.domainSpec(value), text);
      }
      case "exp" -> {
        once(explained, name);
        explained = true;
        yield new SpfModifier(
            SpfModifier.Kind.EXPLANATION, name, MacroParser.domainSpec(value), text);
      }
      default ->
          new SpfModifier(SpfModifier.Kind.UNKNOWN, name, MacroParser.macroString(value), text);
    };
  }

  /** RFC 7208 section 6: the two "MUST NOT appear in a record more than once each". */
  private static void once(boolean seen, String name) throws RecordFault {
    if (seen) {
      throw new RecordFault(SpfReason.DUPLICATE_MODIFIER, name + "= stands twice");
    }
  }

  private static SpfDirective directive(String text) throws RecordFault {
    Optional<SpfQualifier> qualifier = SpfQualifier.of(text.charAt(0));
    int start = qualifier.isPresent() ? 1 : 0;
    int end = nameEnd(text, start);
    String rest = text.substring(end);
    boolean isMechanism = end > start && (rest.isEmpty() || ":/".indexOf(rest.charAt(0)) >= 0);
    if (!isMechanism) {
      throw syntax(text, "neither a mechanism nor a modifier");
    }
    SpfMechanism mechanism =
        SpfMechanism.of(text.substring(start, end))
            .orElseThrow(() -> new RecordFault(SpfReason.UNKNOWN_MECHANISM, "\"" + text + "\""));
    return new Arguments(qualifier.orElse(SpfQualifier.PASS), mechanism, rest, text).directive();
  }

  /** {@code name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )}. */
  private static int nameEnd(String text, int start) {
    int at = start;
    while (at < text.length() && isNameCharacter(text.charAt(at), at > start)) {
      at++;
    }
    return at;
  }

  private static boolean isNameCharacter(char c, boolean later) {
    return Texts.isLetter(c) || (later && (Texts.isDigit(c) || "-_.".indexOf(c) >= 0));
  }

  private static RecordFault syntax(String term, String what) {
    String odd = OddOctets.in(term).map(it -> ": " + it).orElse("");
    return new RecordFault(SpfReason.RECORD_SYNTAX, "\"" + Texts.about(term) + "\": " + what + odd);
  }

  /** The text after the name of a mechanism. */
  private record Arguments(
      SpfQualifier qualifier, SpfMechanism mechanism, String rest, String text) {

    SpfDirective directive() throws RecordFault {
      return switch (mechanism) {
        case ALL -> {
          if (!rest.isEmpty()) {
            throw syntax(text, "nothing may follow all");
          }
          yield directive(Optional.empty(), Optional.empty(), IP4_BITS, IP6_BITS);
        }
        case INCLUDE, EXISTS -> directive(Optional.of(domainSpec(afterColon())));
        case PTR ->
            directive(rest.isEmpty() ? Optional.empty() : Optional.of(domainSpec(afterColon())));
        case A, MX -> hosts();
        case IP4 -> network(IP4_BITS);
        case IP6 -> network(IP6_BITS);
      };
    }

    private String afterColon() throws RecordFault {
      if (!rest.startsWith(":")) {
        throw syntax(text, "a colon and a value have to follow " + mechanism.word());
      }
      return rest.substring(1);
    }

    /**
     * {@code [ ":" domain-spec ] [ dual-cidr-length ]}; a domain-spec cannot end like the latter.
     */
    private SpfDirective hosts() throws RecordFault {
      if (rest.indexOf('/') < 0) {
        return directive(rest.isEmpty() ? Optional.empty() : Optional.of(target()));
      }
      int at = Math.max(0, rest.length() - LONGEST_CIDR);
      Matcher cidr = DUAL_CIDR.matcher(rest).region(at, rest.length());
      while (!cidr.matches()) {
        at++;
        cidr.region(at, rest.length());
      }
      String target = rest.substring(0, at);
      return directive(
          target.isEmpty()
              ? Optional.empty()
              : Optional.of(new Arguments(qualifier, mechanism, target, text).target()),
          Optional.empty(),
          prefix(Optional.ofNullable(cidr.group(1)), IP4_BITS),
          prefix(Optional.ofNullable(cidr.group(2)), IP6_BITS));
    }

    private MacroString target() throws RecordFault {
      return domainSpec(afterColon());
    }

    private SpfDirective network(int bits) throws RecordFault {
      String value = afterColon();
      int slash = value.indexOf('/');
      String address = slash < 0 ? value : value.substring(0, slash);
      Optional<InetAddress> network =
          bits == IP4_BITS ? Addresses.ip4(address) : Addresses.ip6(address);
      if (network.isEmpty()) {
        throw syntax(text, "not an address");
      }
      int length = slash < 0 ? bits : prefix(Optional.of(value.substring(slash + 1)), bits);
      return bits == IP4_BITS
          ? directive(Optional.empty(), network, length, IP6_BITS)
          : directive(Optional.empty(), network, IP4_BITS, length);
    }

    /** {@code "0" / %x31-39 *DIGIT}, within its range. */
    private int prefix(Optional<String> digits, int bits) throws RecordFault {
      if (digits.isEmpty()) {
        return bits;
      }
      String number = digits.get();
      int length = Texts.number(number);
      if (length < 0 || length > bits) {
        throw syntax(text, "a prefix length that is not from 0 to " + bits);
      }
      return length;
    }

    private MacroString domainSpec(String value) throws RecordFault {
      try {
        return MacroParser.domainSpec(value);
      } catch (RecordFault fault) {
        throw syntax(text, fault.about());
      }
    }

    private SpfDirective directive(Optional<MacroString> target) {
      return directive(target, Optional.empty(), IP4_BITS, IP6_BITS);
    }

    private SpfDirective directive(
        Optional<MacroString> target, Optional<InetAddress> network, int ip4, int ip6) {
      return new SpfDirective(qualifier, mechanism, target, network, ip4, ip6, text);
    }
  }
}
