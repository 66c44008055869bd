package dev.waxseal.milter.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a mail server says, octet by octet, written without the code that is tested. */
public final class Wire {

  /** What Postfix 3.7 offers. */
  public static final int ALL_ACTIONS = 0x1ff;

  public static final int ALL_STEPS = 0x1fffff;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** One that offers what Postfix does. */
  public static Wire postfix() {
    return new Wire().options(6, ALL_ACTIONS, ALL_STEPS);
  }

  public Wire options(int version, int actions, int steps) {
    return packet(
        'O', ByteBuffer.allocate(12).putInt(version).putInt(actions).putInt(steps).array());
  }

  public Wire packet(char command, byte... data) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(1 + data.length).array());
    bytes.write(command);
    bytes.writeBytes(data);
    return this;
  }

  /** Texts, each with a NUL behind it. */
  public Wire texts(char command, String... texts) {
    StringBuilder data = new StringBuilder();
    for (String text : texts) {
      data.append(text).append('\0');
    }
    return packet(command, data.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  public Wire macros(char command, String... namesAndValues) {
    StringBuilder data = new StringBuilder().append(command);
    for (String text : namesAndValues) {
      data.append(text).append('\0');
    }
    return packet('D', data.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** CONNECT with an address of the family {@code 4} or {@code 6}, from port 25. */
  public Wire connect(String name, char family, String address) {
    return texts('C', name + '\0' + family + "\0\u0019" + address);
  }

  public Wire header(String name, String value) {
    return texts('L', name, value);
  }

  /** MAIL, RCPT, a header, and a body in one piece; the queue identifier comes at the end. */
  public Wire message(String queueId, String subject, String body) {
    return texts('M', "<ann@example.org>", "SIZE=5")
        .texts('R', "<list@lists.example.org>")
        .header("From", " ann@example.org")
        .header("Subject", subject)
        .packet('N')
        .packet('B', body.getBytes(StandardCharsets.ISO_8859_1))
        .macros('E', "i", queueId)
        .packet('E');
  }

  public Wire octets(int... octets) {
    for (int octet : octets) {
      bytes.write(octet);
    }
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /**
   * ReplyWriter as texts: the octet that says what it is, then the data; an index in front of a
   * name as a number, a NUL as a bar.
   */
  public static List<String> replies(byte[] said) {
    List<String> replies = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(said));
    try {
      while (in.available() > 0) {
        byte[] packet = new byte[in.readInt()];
        in.readFully(packet);
        replies.add(reply(packet));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return replies;
  }

  private static String reply(byte[] packet) {
    char kind = (char) packet[0];
    ByteBuffer data = ByteBuffer.wrap(packet, 1, packet.length - 1);
    StringBuilder text = new StringBuilder().append(kind);
    if (kind == 'i' || kind == 'm') {
      text.append(' ').append(data.getInt());
    }
    if (kind == 'O') {
      return text + " %d %x %x".formatted(data.getInt(), data.getInt(), data.getInt());
    }
    String rest = StandardCharsets.ISO_8859_1.decode(data).toString();
    return text + (rest.isEmpty() ? "" : " " + rest.replace('\0', '|'));
  }
}
