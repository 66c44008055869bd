package dev.waxseal.diagnosis;

import dev.waxseal.dkim.internal.HashAlgorithm;
import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DnsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tries other orders of the strings of a TXT record that cannot be read. */
final class KeyOrder {

  /** A key of 4096 bits has three or four strings; each further one multiplies the orders. */
  private static final int MOST_STRINGS = 4;

  private KeyOrder() {}

  /**
   * The order in which the strings hold a key, if there is one. An RSA signature proves it; without
   * one, the first such order is told as what it is.
   */
  static Optional<Fact> of(DnsRecord.Txt text, Optional<DkimSignature> claims) {
    if (text.strings().size() < 2 || text.strings().size() > MOST_STRINGS) {
      return Optional.empty();
    }
    Optional<Fact> unproved = Optional.empty();
    for (List<Integer> order : orders(text.strings().size())) {
      String joined = order.stream().map(text.strings()::get).collect(Collectors.joining());
      Optional<DkimKeyRecord> key =
          joined.equals(text.text())
              ? Optional.empty()
              : KeyDns.read(joined).filter(it -> it.keyBits().isPresent());
      if (key.isPresent() && made(key.get(), claims)) {
        return Optional.of(fact(order, key.get(), ", which made this signature"));
      }
      if (key.isPresent() && unproved.isEmpty()) {
        unproved = Optional.of(fact(order, key.get(), ""));
      }
    }
    return unproved;
  }

  private static boolean made(DkimKeyRecord record, Optional<DkimSignature> claims) {
    Optional<PublicKey> key = KeyRecordParser.publicKey(record);
    return key.isPresent()
        && claims.isPresent()
        && SignedHash.of(
                    HashAlgorithm.of(claims.get().algorithm()),
                    key.get(),
                    claims.get().signature().bytes())
                .origin()
            == SignedHash.Origin.THIS_KEY;
  }

  private static Fact fact(List<Integer> order, DkimKeyRecord key, String proof) {
    String numbers =
        order.stream().map(place -> String.valueOf(place + 1)).collect(Collectors.joining(", "));
    return new Fact(
        Fact.Kind.KEY_MENDABLE,
        "the strings of the record are in the wrong order; in the order "
            + numbers
            + " they hold a key of "
            + key.keyBits().orElse(0)
            + " bits"
            + proof);
  }

  /** All orders of a number of strings. */
  private static List<List<Integer>> orders(int number) {
    List<List<Integer>> begun = List.of(List.of());
    for (int place = 0; place < number; place++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : begun) {
        for (int next = 0; next < number; next++) {
          if (!order.contains(next)) {
            List<Integer> more = new ArrayList<>(order);
            more.add(next);
            longer.add(List.copyOf(more));
          }
        }
      }
      begun = longer;
    }
    return begun;
  }
}
