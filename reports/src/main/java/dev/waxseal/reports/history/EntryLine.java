package dev.waxseal.reports.history;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.history.HistoryEntry.Cause;
import dev.waxseal.reports.history.HistoryEntry.MailFrom;
import dev.waxseal.reports.history.HistoryEntry.Signature;
import dev.waxseal.spf.SpfStatus;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An entry as a line of ASCII: a version, the parts with tabs between them, and an end mark, which
 * a line that was cut does not have. Octets other than letters, digits and harmless punctuation are
 * percent-encoded; a hyphen alone stands for what is absent.
 */
final class EntryLine {

  private static final String VERSION = "1";
  private static final String END = ".";
  private static final int PARTS = 15;

  private EntryLine() {}

  static String of(HistoryEntry entry) {
    return String.join(
        "\t",
        VERSION,
        entry.time().toString(),
        entry.policyDomain().toString(),
        escaped(entry.policyRecord(), true),
        word(entry.tag()),
        entry.sourceIp(),
        entry.headerFrom().toString(),
        entry.envelopeFrom().map(it -> it.isEmpty() ? "<>" : atom(it)).orElse("-"),
        entry.envelopeTo().map(DomainName::toString).orElse("-"),
        entry.dkim().isEmpty()
            ? "-"
            : entry.dkim().stream().map(EntryLine::signature).collect(Collectors.joining(" ")),
        entry.spf().map(EntryLine::mailFrom).orElse("-"),
        word(entry.dmarc()),
        word(entry.done()),
        entry.cause().map(it -> word(it.type()) + "/" + escaped(it.comment(), true)).orElse("-"),
        END);
  }

  private static String signature(Signature signature) {
    return String.join(
        "/",
        atom(signature.domain()),
        signature.selector().map(EntryLine::atom).orElse("-"),
        word(signature.result()),
        word(signature.alignment()));
  }

  private static String mailFrom(MailFrom spf) {
    return atom(spf.domain()) + "/" + word(spf.result()) + "/" + (spf.aligned() ? "aligned" : "-");
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A text that neither looks absent nor has a separator in it. */
  private static String atom(String text) {
    return text.equals("-") ? "%2D" : escaped(text, false);
  }

  private static String escaped(String text, boolean spaces) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      boolean harmless = octet > ' ' && octet < 0x7f && "%/<>".indexOf(octet) < 0;
      boolean plain = harmless || (spaces && octet == ' ');
      if (plain) {
        escaped.append((char) octet);
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        octets.write(text.charAt(i));
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  /** Reads lines; names and policies that come again are kept once. For one thread. */
  static final class Reader {

    private static final int MOST_KEPT = 10_000;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, DomainName> names = new HashMap<>();

    /** The entry of a line; empty if it was cut or damaged, or is of a version to come. */
    Optional<HistoryEntry> read(String line) {
      String[] parts = line.split("\t", -1);
      if (parts.length != PARTS || !parts[0].equals(VERSION) || !parts[PARTS - 1].equals(END)) {
        return Optional.empty();
      }
      try {
        return Optional.of(entry(parts));
      } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException damaged) {
        return Optional.empty();
      }
    }

    private HistoryEntry entry(String[] parts) {
      return new HistoryEntry(
          Instant.parse(parts[1]),
          name(parts[2]),
          text(parts[3]),
          value(PolicyTag.class, parts[4]),
          address(parts[5]),
          name(parts[6]),
          parts[7].equals("<>") ? Optional.of("") : present(parts[7], this::text),
          present(parts[8], this::name),
          signatures(parts[9]),
          present(parts[10], this::mailFrom),
          value(DmarcStatus.class, parts[11]),
          value(Disposition.class, parts[12]),
          present(parts[13], this::cause));
    }

    private static <T> Optional<T> present(String part, Function<String, T> read) {
      return part.equals("-") ? Optional.empty() : Optional.of(read.apply(part));
    }

    private List<Signature> signatures(String part) {
      List<Signature> signatures = new ArrayList<>();
      for (String one : part.equals("-") ? new String[0] : part.split(" ", -1)) {
        String[] words = one.split("/", -1);
        signatures.add(
            new Signature(
                text(words[0]),
                present(words[1], this::text),
                value(AuthStatus.class, words[2]),
                value(Alignment.class, words[3])));
      }
      return signatures;
    }

    private MailFrom mailFrom(String part) {
      String[] words = part.split("/", -1);
      return new MailFrom(
          text(words[0]), value(SpfStatus.class, words[1]), words[2].equals("aligned"));
    }

    private Cause cause(String part) {
      String[] words = part.split("/", -1);
      return new Cause(value(OverrideType.class, words[0]), text(words[1]));
    }

    private static InetAddress address(String part) {
      return AggregateRecord.addressOf(part)
          .orElseThrow(() -> new IllegalArgumentException("not an address: " + part));
    }

    private static <E extends Enum<E>> E value(Class<E> type, String word) {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private DomainName name(String part) {
      if (names.size() > MOST_KEPT) {
        names.clear();
      }
      return names.computeIfAbsent(part, DomainName::of);
    }

    private String text(String part) {
      if (texts.size() > MOST_KEPT) {
        texts.clear();
      }
      return texts.computeIfAbsent(part, EntryLine::unescaped);
    }
  }
}
