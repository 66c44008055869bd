package differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The mail server's side of the milter protocol, as far as a filter needs it that reads a message
 * and inserts header fields.
 *
 * <p>White space after the colon is part of a value (SMFIP_HDR_LEADSPC), and a fold is a LF, as
 * Postfix sends them. A value ends at a NUL.
 */
final class MilterClient implements Closeable {

  private static final int VERSION = 6;
  private static final int ACTIONS = 0x1FF;
  private static final int LEADING_SPACE = 0x100000;
  private static final int MAX_CHUNK = 65_535;

  private final SocketChannel channel;
  private final DataOutputStream out;
  private final DataInputStream in;

  /** A header field that the filter inserts. */
  record Inserted(String name, String value) {}

  private record Packet(char command, String data) {}

  /**
   * Connects to a filter for a client of one address.
   *
   * @param clientAddress the IPv4 address of the client that is said to send the messages
   */
  MilterClient(Path socket, String clientAddress) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    out = new DataOutputStream(Channels.newOutputStream(channel));
    in = new DataInputStream(Channels.newInputStream(channel));
    ByteBuffer options = ByteBuffer.allocate(12).putInt(VERSION).putInt(ACTIONS);
    send('O', options.putInt(LEADING_SPACE).array());
    receive('O');
    ByteArrayOutputStream connect = new ByteArrayOutputStream();
    connect.writeBytes(strings("client.example"));
    connect.writeBytes(new byte[] {'4', 0, 25});
    connect.writeBytes(strings(clientAddress));
    ask('C', connect.toByteArray());
    ask('H', strings("client.example"));
  }

  /**
   * Passes a message.
   *
   * @return the fields that the filter inserts; none if it lets the message go before its end
   */
  List<Inserted> pass(String message) throws IOException {
    return pass(message, "bob@example.net");
  }

  /** The same, to another recipient. */
  List<Inserted> pass(String message, String recipient) throws IOException {
    ask('M', strings("<alice@" + Keys.DOMAIN + ">"));
    ask('R', strings("<" + recipient + ">"));
    int headerEnd = message.indexOf("\r\n\r\n");
    boolean wanted =
        headerEnd < 0
            ? passHeader(message.replaceFirst("\r\n$", ""))
            : passHeader(message.substring(0, headerEnd))
                && passBody(message.substring(headerEnd + 4));
    return wanted ? endOfBody() : List.of();
  }

  private boolean passHeader(String header) throws IOException {
    for (String field : header.split("\r\n(?![ \t])", -1)) {
      int colon = field.indexOf(':');
      String value = field.substring(colon + 1).replace("\r\n", "\n");
      if (!continues('L', strings(field.substring(0, colon), value))) {
        return false;
      }
    }
    return continues('N', new byte[0]);
  }

  private boolean passBody(String body) throws IOException {
    for (int at = 0; at < body.length(); at += MAX_CHUNK) {
      String chunk = body.substring(at, Math.min(body.length(), at + MAX_CHUNK));
      if (!continues('B', chunk.getBytes(ISO_8859_1))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    send('Q', new byte[0]);
    channel.close();
  }

  private List<Inserted> endOfBody() throws IOException {
    send('E', new byte[0]);
    List<Inserted> inserted = new ArrayList<>();
    while (true) {
      Packet packet = receive();
      switch (packet.command()) {
        case 'i' -> inserted.add(inserted(packet.data().substring(Integer.BYTES)));
        case 'h' -> inserted.add(inserted(packet.data()));
        case 'p', 'm' -> {} // still at work; a field to be deleted
        default -> {
          return inserted;
        }
      }
    }
  }

  private static Inserted inserted(String data) {
    String[] parts = data.split("\0", -1);
    return new Inserted(parts[0], parts[1]);
  }

  private void ask(char command, byte[] data) throws IOException {
    send(command, data);
    receive('c');
  }

  private boolean continues(char command, byte[] data) throws IOException {
    send(command, data);
    return receive().command() == 'c';
  }

  private void send(char command, byte[] data) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(Integer.BYTES + 1 + data.length);
    out.write(packet.putInt(1 + data.length).put((byte) command).put(data).array());
    out.flush();
  }

  private void receive(char expected) throws IOException {
    Packet packet = receive();
    if (packet.command() != expected) {
      throw new IOException("The filter answers '" + packet.command() + "', not " + expected);
    }
  }

  private Packet receive() throws IOException {
    int length = in.readInt();
    char command = (char) in.readByte();
    return new Packet(command, new String(in.readNBytes(length - 1), ISO_8859_1));
  }

  private static byte[] strings(String... strings) {
    return (String.join("\0", strings) + "\0").getBytes(ISO_8859_1);
  }
}
