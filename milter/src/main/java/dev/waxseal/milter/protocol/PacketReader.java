package dev.waxseal.milter.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the packets of a mail server. Large pieces of bodies share one array, so that a large
 * message leaves no garbage. For one connection, one thread.
 */
final class PacketReader {

  /**
   * The maximum length in octets. Mail servers send bodies in pieces of 65,535; a header field
   * comes in one packet, and they limit it to about 100 KB.
   */
  private static final int MAX_LENGTH = 1 << 20;

  private static final int PIECE = 1 << 16;

  /** Most messages are smaller, and their connections need no array to keep. */
  private static final int SMALL = 1 << 13;

  private final InputStream in;
  private byte[] piece = new byte[0];

  PacketReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next packet; empty at the end of the stream. Memory grows with the octets that arrive, not
   * with the announced length, unless that is at most a piece of a body.
   *
   * @throws ProtocolException if its length is out of range
   * @throws EOFException if the stream ends within it
   */
  Optional<Packet> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream rest = new DataInputStream(in);
    long announced = (long) first << 24 | rest.readUnsignedByte() << 16 | rest.readUnsignedShort();
    if (announced < 1 || announced > MAX_LENGTH) {
      throw new ProtocolException(
          "the announced packet length of " + announced + " octets is out of range");
    }
    char command = (char) rest.readUnsignedByte();
    int length = (int) announced - 1;
    boolean shared = command == 'B' && length > SMALL && length <= PIECE;
    byte[] data = shared ? piece(length) : in.readNBytes(length);
    if (data.length < length) {
      throw new EOFException("the connection ended inside a packet");
    }
    return Optional.of(new Packet(command, data, length));
  }

  /** A piece of a body; an empty array if the stream ends within it. */
  private byte[] piece(int length) throws IOException {
    if (piece.length == 0) {
      piece = new byte[PIECE];
    }
    return in.readNBytes(piece, 0, length) == length ? piece : new byte[0];
  }
}
