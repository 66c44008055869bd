package dev.waxseal.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A type of resource record that can be looked up (RFC 1035 section 3.2.2, RFC 3596 section 2.1).
 *
 * <p>This is the one place that knows how dnsjava's records become ours; a new type is one more
 * constant here. Instances are immutable.
 *
 * @param <R> the data of a record of this type
 */
public final class RecordType<R extends DnsRecord> {

  /** The type TXT, number 16. */
  public static final RecordType<DnsRecord.Txt> TXT =
      new RecordType<>("TXT", Type.TXT, DnsRecord.Txt.class, RecordType::txt);

  /**
   * The type CNAME, number 5. A query for it is about the name itself: no alias is followed (RFC
   * 1034 section 3.6.2), so that {@link DnsAnswer.NoSuchDomain} means that the name does not exist.
   */
  public static final RecordType<DnsRecord.Cname> CNAME =
      new RecordType<>("CNAME", Type.CNAME, DnsRecord.Cname.class, RecordType::cname);

  /** The type A, number 1. */
  public static final RecordType<DnsRecord.A> A =
      new RecordType<>("A", Type.A, DnsRecord.A.class, RecordType::a);

  /** The type AAAA, number 28. */
  public static final RecordType<DnsRecord.Aaaa> AAAA =
      new RecordType<>("AAAA", Type.AAAA, DnsRecord.Aaaa.class, RecordType::aaaa);

  /** The type MX, number 15. */
  public static final RecordType<DnsRecord.Mx> MX =
      new RecordType<>("MX", Type.MX, DnsRecord.Mx.class, RecordType::mx);

  /** The type PTR, number 12. */
  public static final RecordType<DnsRecord.Ptr> PTR =
      new RecordType<>("PTR", Type.PTR, DnsRecord.Ptr.class, RecordType::ptr);

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
   * The data as that of a record of this type: needed by an implementation of {@link Dns} of one's
   * own to give a typed answer.
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

  /** True if an alias is followed when it is at a name that is asked for this type. */
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

  private static DnsRecord.Txt txt(Record record) {
    return new DnsRecord.Txt(
        ((TXTRecord) record)
            .getStringsAsByteArrays().stream()
                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                .toList());
  }

  private static DnsRecord.Cname cname(Record record) {
    return new DnsRecord.Cname(WireNames.text(((CNAMERecord) record).getTarget()));
  }

  private static DnsRecord.A a(Record record) {
    try {
      byte[] octets = ((org.xbill.DNS.ARecord) record).getAddress().getAddress();
      return new DnsRecord.A((Inet4Address) InetAddress.getByAddress(octets));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** By its octets, since Java would make an IPv4 address of one that maps it. */
  private static DnsRecord.Aaaa aaaa(Record record) {
    try {
      byte[] octets = ((AAAARecord) record).rdataToWireCanonical();
      return new DnsRecord.Aaaa(Inet6Address.getByAddress(null, octets, -1));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static DnsRecord.Mx mx(Record record) {
    MXRecord mx = (MXRecord) record;
    return new DnsRecord.Mx(mx.getPriority(), WireNames.text(mx.getTarget()));
  }

  private static DnsRecord.Ptr ptr(Record record) {
    return new DnsRecord.Ptr(WireNames.text(((PTRRecord) record).getTarget()));
  }
}
