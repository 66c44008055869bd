package dev.waxseal.dns;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A type of resource record that can be asked for.
 *
 * @param <R> the data of such a record
 */
public final class RecordType<R extends DnsRecord> {

  /** Text: keys, policies (RFC 1035 section 3.3.14). */
  public static final RecordType<TxtRecord> TXT =
      new RecordType<>(Type.TXT, wire -> txt((TXTRecord) wire));

  private final int number;
  private final Function<Record, R> reading;

  private RecordType(int number, Function<Record, R> reading) {
    this.number = number;
    this.reading = reading;
  }

  /** The number of the type on the wire. */
  int number() {
    return number;
  }

  /** The data in those of the records that are of this type. */
  List<R> read(List<Record> records) {
    return records.stream().filter(wire -> wire.getType() == number).map(reading).toList();
  }

  /** The name of the type, as in a master file. */
  @Override
  public String toString() {
    return Type.string(number);
  }

  private static TxtRecord txt(TXTRecord wire) {
    return new TxtRecord(
        wire.getStringsAsByteArrays().stream()
            .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
            .toList());
  }
}
