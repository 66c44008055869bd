package dev.waxseal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The octets of a part of a file. */
final class FilePart extends InputStream {

  private final InputStream in;
  private long left;

  /** Opens the file at the beginning of the part. */
  FilePart(Path file, MboxDivider.Extent part) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    channel.position(part.begin());
    this.in = Channels.newInputStream(channel);
    this.left = part.end() - part.begin();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, (int) Math.min(left, length));
    left -= Math.max(n, 0);
    return left == 0 && n == 0 && length > 0 ? -1 : n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
