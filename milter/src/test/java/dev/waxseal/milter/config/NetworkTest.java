package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0, true",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.0/24, 192.0.1.255, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.8/29, 192.0.2.15, true",
    "192.0.2.8/29, 192.0.2.16, false",
    "128.0.0.0/1, 255.255.255.255, true",
    "128.0.0.0/1, 127.0.0.1, false",
    "192.0.2.3, 192.0.2.3, true",
    "192.0.2.3, 192.0.2.2, false",
    "192.0.2.3/32, 192.0.2.3, true",
    "192.0.2.0/24, ::ffff:192.0.2.1, true",
    "192.0.2.0/24, ::192.0.2.1, false",
    "127.0.0.1, ::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::, false",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1, true",
    "::1, ::1, true",
    "::1, 127.0.0.1, false",
    "fe80::/10, fe80::1, true",
    "c000::/2, 192.0.2.1, false",
  })
  void whatIsInIt(String network, String address, boolean expected) throws UnknownHostException {
    assertEquals(expected, Network.parse(network).contains(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost | is not a network; write one such as 192.0.2.0/24",
        "mx.example.org | is not a network",
        "192.0.2 | is not an IP address",
        "192.0.2.0/ | is not a network",
        "192.0.2.0/024 | is not a network",
        "192.0.2.0/+24 | is not a network",
        "192.0.2.0/24/24 | is not a network",
        "192.0.2.0/255.255.255.0 | is not a network",
        "192.0.02.0/24 | is not an IP address",
        "256.0.2.0/24 | is not an IP address",
        "3221225984 | is not an IP address",
        "192.0.2.0/33 | has a prefix of 33 bits; write one from 1 to 32",
        "0.0.0.0/0 | has a prefix of 0 bits; write one from 1 to 32",
        "::/0 | has a prefix of 0 bits; write one from 1 to 128",
        "2001:db8::/129 | has a prefix of 129 bits",
        "192.0.2.1/24 | has bits set after its prefix; write the first address",
        "2001:db8::1/64 | has bits set after its prefix",
        "::ffff:192.0.2.0/120 | is an IPv4 address; write it as such: 192.0.2.0",
        "fe80::1%eth0 | is not a network",
        "2001:db8:::/32 | is not an IP address",
        "' 192.0.2.0/24' | is not a network",
      })
  void whatIsNone(String text, String expected) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains(expected), message);
  }
}
