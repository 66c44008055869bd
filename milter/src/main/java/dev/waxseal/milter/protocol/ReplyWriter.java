package dev.waxseal.milter.protocol;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the packets to the mail server (SMFIR_…). Thread-safe: another thread sends the progress
 * packets.
 */
final class ReplyWriter {

  private static final int MAX_TEXT = 400;

  private final DataOutputStream out;
  private boolean working;

  ReplyWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  synchronized void options(Options options) throws IOException {
    write('O', options.bytes());
  }

  synchronized void proceed() throws IOException {
    write('c');
  }

  /** From now on {@link #progress} sends packets, until {@link #endWork}. */
  synchronized void beginWork() {
    working = true;
  }

  /** Sends a progress packet if the filter works. */
  synchronized void progress() throws IOException {
    if (working) {
      write('p');
      flush();
    }
  }

  synchronized void endWork() {
    working = false;
  }

  synchronized void insertHeader(int index, String name, String value) throws IOException {
    write('i', indexed(index, name, value));
  }

  /** An empty value deletes the header field. */
  synchronized void deleteHeader(int occurrence, String name) throws IOException {
    write('m', indexed(occurrence, name, ""));
  }

  synchronized void quarantine(String reason) throws IOException {
    write('q', (printable(reason) + '\0').getBytes(StandardCharsets.US_ASCII));
  }

  synchronized void reply(Reply reply) throws IOException {
    switch (reply.kind()) {
      case ACCEPT -> write('a');
      case TEMP_FAIL -> {
        Reply.TempFail fail = (Reply.TempFail) reply;
        reply("451", fail.code(), fail.text());
      }
      case REJECT -> {
        Reply.Reject reject = (Reply.Reject) reply;
        boolean tooLarge = reject.code().equals(Reply.Reject.TOO_LARGE);
        reply(tooLarge ? "552" : "550", reject.code(), reject.text());
      }
    }
  }

  synchronized void flush() throws IOException {
    out.flush();
  }

  /** The mail server reads the text as a format, where a percent sign is doubled. */
  private void reply(String smtpCode, String code, String text) throws IOException {
    String line = smtpCode + ' ' + code + ' ' + printable(text).replace("%", "%%") + '\0';
    write('y', line.getBytes(StandardCharsets.US_ASCII));
  }

  private void write(char reply, byte... data) throws IOException {
    out.writeInt(1 + data.length);
    out.writeByte(reply);
    out.write(data);
  }

  private static byte[] indexed(int index, String name, String value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(bytes);
    fields.writeInt(index);
    fields.write((name + '\0' + value + '\0').getBytes(StandardCharsets.ISO_8859_1));
    return bytes.toByteArray();
  }

  private static String printable(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
  }
}
