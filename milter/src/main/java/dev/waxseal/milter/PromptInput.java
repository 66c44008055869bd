package dev.waxseal.milter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * TCP input that is acknowledged at once. Few packets of a mail server get an answer, and it sends
 * the next small packet only when the previous one is acknowledged; systems delay that by 40 ms,
 * which would be most of the time of a message.
 */
final class PromptInput extends FilterInputStream {

  private final SocketChannel channel;

  private PromptInput(SocketChannel channel) {
    super(Channels.newInputStream(channel));
    this.channel = channel;
  }

  /** The input of a channel; with quick acknowledgement where system and socket support it. */
  static InputStream of(SocketChannel channel) {
    return channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)
        ? new PromptInput(channel)
        : Channels.newInputStream(channel);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true); // lasts for a while only
    return super.read(bytes, offset, length);
  }
}
