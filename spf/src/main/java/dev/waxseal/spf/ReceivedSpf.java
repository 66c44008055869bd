package dev.waxseal.spf;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Received-SPF field: the result of a check that another program made (RFC 7208 section 9.1).
 *
 * <p>It is to be believed only if the own mail server wrote it. Immutable.
 *
 * @param status the result
 * @param clientIp the address of the client; an IPv4 address that IPv6 maps is that IPv4 address
 * @param envelopeFrom the reverse-path without angle brackets, empty if it is null
 * @param helo what the client said in HELO
 * @param identity which identity was checked, lower case: {@code mailfrom}, {@code helo} or another
 */
public record ReceivedSpf(
    SpfStatus status,
    Optional<InetAddress> clientIp,
    Optional<String> envelopeFrom,
    Optional<String> helo,
    Optional<String> identity) {

  /**
   * Reads a field by the grammar of RFC 7208 section 9.1 with erratum 5436. A value that is neither
   * a dot-atom nor quoted is taken up to the next space, semicolon or parenthesis, as the RFC's own
   * example needs it (erratum 5843).
   *
   * @param fieldValue what stands after the colon, folded or not
   * @return the field; empty if it is of another form, has a key twice, or a client-ip that is no
   *     address
   */
  public static Optional<ReceivedSpf> parse(String fieldValue) {
    FieldScanner scanner = new FieldScanner(fieldValue);
    Optional<SpfStatus> status = status(scanner.word());
    Map<String, String> pairs = new HashMap<>();
    if (status.isEmpty() || !scanner.pairs(pairs)) {
      return Optional.empty();
    }
    Optional<String> ip = value(pairs, "client-ip");
    Optional<InetAddress> address =
        ip.flatMap(text -> Addresses.ip4(text).or(() -> Addresses.ip6(text)))
            .map(Addresses::client);
    return ip.isPresent() && address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReceivedSpf(
                status.get(),
                address,
                value(pairs, "envelope-from").map(ReceivedSpf::withoutBrackets),
                value(pairs, "helo"),
                value(pairs, "identity").map(text -> text.toLowerCase(Locale.ROOT))));
  }

  private static Optional<SpfStatus> status(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(SpfStatus.values())
        .filter(status -> status.word().equals(lower))
        .findFirst();
  }

  private static Optional<String> value(Map<String, String> pairs, String key) {
    return Optional.ofNullable(pairs.get(key));
  }

  private static String withoutBrackets(String path) {
    return path.startsWith("<") && path.endsWith(">") && path.length() > 1
        ? path.substring(1, path.length() - 1)
        : path;
  }
}
