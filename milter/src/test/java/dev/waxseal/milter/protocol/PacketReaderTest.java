package dev.waxseal.milter.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacketReaderTest {

  /** Lengths on both sides of those from which on pieces of a body share an array. */
  private static final int[] LENGTHS = {
    0, 1, 8192, 8193, 65_535, 65_536, 65_537, 8193, 9000, 8192, 65_536, 8194, 1_048_575
  };

  @Test
  void noPieceHasOctetsOfThePieceBefore() throws Exception {
    for (char command : new char[] {'B', 'L'}) {
      ByteBuffer stream = ByteBuffer.allocate(2 << 20);
      for (int i = 0; i < LENGTHS.length; i++) {
        stream.put(packet(command, filled(LENGTHS[i], i)));
      }
      byte[] octets = Arrays.copyOf(stream.array(), stream.position());
      PacketReader reader = new PacketReader(new ByteArrayInputStream(octets));
      for (int i = 0; i < LENGTHS.length; i++) {
        Packet packet = reader.next().orElseThrow();
        assertEquals(command, packet.command());
        assertArrayEquals(filled(LENGTHS[i], i), Arrays.copyOf(packet.data(), packet.length()));
      }
      assertTrue(reader.next().isEmpty());
    }
  }

  @Test
  void aStreamThatEndsWithinAPieceIsAnError() throws Exception {
    for (int length : new int[] {1, 8192, 8193, 65_536, 65_537}) {
      byte[] whole = packet('B', filled(length, 1));
      byte[] first = packet('B', filled(65_536, 2));
      ByteBuffer both = ByteBuffer.allocate(first.length + whole.length - 1);
      both.put(first).put(whole, 0, whole.length - 1);
      PacketReader reader = new PacketReader(new ByteArrayInputStream(both.array()));
      assertEquals('B', reader.next().orElseThrow().command());
      assertThrows(EOFException.class, reader::next, () -> "a piece of " + length);
    }
  }

  private static byte[] filled(int length, int with) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) (with + 1));
    return octets;
  }

  private static byte[] packet(char command, byte[] data) {
    return ByteBuffer.allocate(5 + data.length)
        .putInt(1 + data.length)
        .put((byte) command)
        .put(data)
        .array();
  }
}
