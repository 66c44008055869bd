package dev.waxseal.dns;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A type of resource record that can be looked up (RFC 1035 section 3.2.2).
 *
 * <p>This is the one place that knows how dnsjava's records become ours; a new type is one more
 * constant here. Instances are immutable.
 *
 * @param <R> the data of a record of this type
 */
public final class RecordType<R extends DnsRecord> {

  /** The type TXT, number 16. */
  public static final RecordType<TxtRecord> TXT =
      new RecordType<>("TXT", Type.TXT, TxtRecord.class, RecordType::txt);

  /**
   * The type CNAME, number 5. A question for it is about the name itself: no alias is followed (RFC
   * 1034 section 3.6.2), so that {@link DnsAnswer.NoSuchDomain} means that the name does not exist.
   */
  public static final RecordType<CnameRecord> CNAME =
      new RecordType<>("CNAME", Type.CNAME, CnameRecord.class, RecordType::cname);

  private final String name;
  private final int number;
  private final Class<R> data;
  private final Function<Record, R> reader;

  private RecordType(String name, int number, Class<R> data, Function<Record, R> reader) {
    this.name = name;
    this.number = number;
    this.data = data;
    this.reader = reader;
  }

  /** {@return the type's mnemonic, such as {@code "TXT"}} */
  public String name() {
    return name;
  }

  /** {@return the type's mnemonic} */
  @Override
  public String toString() {
    return name;
  }

  /**
   * The data as that of a record of this type: what an implementation of {@link Dns} of one's own
   * needs to give a typed answer.
   *
   * @throws ClassCastException if it is of another type
   */
  public R cast(DnsRecord record) {
    return data.cast(record);
  }

  /** The type's number in DNS. */
  int number() {
    return number;
  }

  /** Whether an alias is followed when it stands where this type is asked for. */
  boolean followsAliases() {
    return number != Type.CNAME;
  }

  /** The records of this type among the given ones, as dnsjava has them. */
  List<Record> among(Collection<Record> records) {
    return records.stream().filter(record -> record.getType() == number).toList();
  }

  /** The data of records of this type. */
  List<R> read(List<Record> records) {
    return records.stream().map(reader).toList();
  }

  private static TxtRecord txt(Record record) {
    return new TxtRecord(
        ((TXTRecord) record)
            .getStringsAsByteArrays().stream()
                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                .toList());
  }

  private static CnameRecord cname(Record record) {
    return new CnameRecord(((CNAMERecord) record).getTarget().toString(true));
  }
}
