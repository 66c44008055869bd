package dev.waxseal.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/** Master-file text (RFC 1035 section 5), read by dnsjava. */
final class MasterText {
  private static final long DEFAULT_TTL_SECONDS = 3_600;

  private MasterText() {}

  /**
   * The records of class IN that a text holds.
   *
   * @throws IllegalArgumentException if the text has an error: its line and what is wrong
   */
  static List<Record> records(String text) {
    Reading whole = read(text);
    whole.fault.ifPresent(
        fault -> {
          throw new IllegalArgumentException("line " + faultyLine(text, whole) + ": " + fault);
        });
    return whole.records.stream().filter(record -> record.getDClass() == DClass.IN).toList();
  }

  /** The records up to the fault, if there is one, and otherwise up to the end. */
  private record Reading(List<Record> records, Optional<String> fault) {
    boolean endsLike(Reading other) {
      return fault.isPresent() && records.size() == other.records.size();
    }
  }

  private static Reading read(String text) {
    List<Record> records = new ArrayList<>();
    try (Master master = new Master(octets(text), Name.root, DEFAULT_TTL_SECONDS)) {
      master.disableIncludes(true);
      master.expandGenerate(false);
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        if (record instanceof TXTRecord txt && txt.getStringsAsByteArrays().isEmpty()) {
          return new Reading(records, Optional.of("a TXT record has at least one string"));
        }
        records.add(record);
      }
      return new Reading(
          records,
          master.generators().hasNext()
              ? Optional.of("$GENERATE is not supported")
              : Optional.empty());
    } catch (IOException | RuntimeException e) {
      return new Reading(records, Optional.of(sentence(e)));
    }
  }

  /**
   * A text's UTF-8 octets, with those that are not ASCII escaped: dnsjava would encode them again.
   */
  private static InputStream octets(String text) {
    StringBuilder ascii = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet < 0) {
        ascii.append('\\').append(octet & 0xFF);
      } else {
        ascii.append((char) octet);
      }
    }
    return new ByteArrayInputStream(ascii.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** The message of dnsjava, without its own idea of file and line. */
  private static String sentence(Exception e) {
    return Optional.ofNullable(e.getMessage())
        .orElse("not understood")
        .replaceFirst("^<none>:\\d+: ", "");
  }

  /**
   * The line of the fault: the last of the fewest lines that fail like the whole text.
   *
   * <p>Not all of dnsjava's exceptions name a line, and some name the one after. So the text is
   * read again, halving what is in question.
   */
  private static int faultyLine(String text, Reading whole) {
    List<String> lines = text.lines().toList();
    int sound = 0;
    int faulty = lines.size();
    while (faulty - sound > 1) {
      int middle = (sound + faulty) >>> 1;
      if (read(String.join("\n", lines.subList(0, middle))).endsLike(whole)) {
        faulty = middle;
      } else {
        sound = middle;
      }
    }
    return faulty;
  }
}
