package dev.waxseal.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  /** RFC 4291 section 2.2. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8::cd30, 2001:db8:0:0:0:0:0:cd30",
    "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
    "::, 0:0:0:0:0:0:0:0",
    "::1, 0:0:0:0:0:0:0:1",
    "ff01::, ff01:0:0:0:0:0:0:0",
    "1::8, 1:0:0:0:0:0:0:8",
    "::13.1.68.3, 0:0:0:0:0:0:d01:4403",
    "0:0:0:0:0:FFFF:129.144.52.38, 0:0:0:0:0:ffff:8190:3426",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
  })
  void readsIpv6(String text, String expected) {
    assertEquals(expected, Addresses.ip6(text).orElseThrow().getHostAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:2:3:4::5:6:7:8",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.256",
        "::1.2.3.4:5",
        "fe80::1%1",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:",
        "1:2:3:4:5:6:7:8::",
        " ::1",
        "::\u0661",
      })
  void refusesWhatIsNoIpv6(String text) {
    assertEquals(Optional.empty(), Addresses.ip6(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.1000",
        "1..3.4",
        "\u0661.2.3.4"
      })
  void refusesWhatIsNoIpv4(String text) {
    assertEquals(Optional.empty(), Addresses.ip4(text));
  }

  @Test
  void comparesLeadingBits() {
    InetAddress one = Addresses.ip4("192.0.2.128").orElseThrow();
    InetAddress other = Addresses.ip4("192.0.2.255").orElseThrow();
    for (int bits = 0; bits <= 32; bits++) {
      assertEquals(bits <= 25, Addresses.sameNetwork(one, other, bits), bits + " bits");
    }
    assertTrue(Addresses.sameNetwork(one, one, 32));
    assertFalse(Addresses.sameNetwork(one, Addresses.ip6("::").orElseThrow(), 0));
  }

  /** RFC 7208 section 5: IPv4-mapped IPv6 addresses. */
  @Test
  void unmapsIpv4() throws UnknownHostException {
    InetAddress mapped =
        Inet6Address.getByAddress(
            null, Addresses.ip6("::ffff:192.0.2.1").orElseThrow().getAddress(), -1);
    assertEquals("192.0.2.1", Addresses.client(mapped).getHostAddress());
    assertEquals(
        "3.2.0.192.in-addr.arpa", Addresses.reverseName(Addresses.ip4("192.0.2.3").orElseThrow()));
    InetAddress scoped = Inet6Address.getByAddress(null, new byte[16], 7);
    assertEquals("0:0:0:0:0:0:0:0", Addresses.client(scoped).getHostAddress());
  }
}
