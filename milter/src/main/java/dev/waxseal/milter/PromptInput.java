package dev.waxseal.milter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * What comes over TCP, acknowledged before the next is waited for. Nearly nothing that a mail
 * server says is answered, and it sends the next small packet only when the one before is
 * acknowledged, for which a system otherwise takes 40 ms: most of the time that a message takes.
 */
final class PromptInput extends FilterInputStream {

  private final SocketChannel channel;

  private PromptInput(SocketChannel channel) {
    super(Channels.newInputStream(channel));
    this.channel = channel;
  }

  /** The input of a channel, in this way where the system and the kind of socket know it. */
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
