package dev.waxseal.reports.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The mails and files that were read, with their octets. */
final class Sources {

  /** Octets of a part: nearly all reports have one part, and no part needs much memory. */
  private static final int PART = 1 << 20;

  private final Database database;

  /** The octets of a mail or file in short. */
  record Octets(String sha256, long count) {

    static Octets of(InputStream in) throws IOException {
      MessageDigest digest = Fingerprint.sha256();
      try (DigestInputStream hashed = new DigestInputStream(in, digest)) {
        long count = hashed.transferTo(OutputStream.nullOutputStream());
        return new Octets(HexFormat.of().formatHex(digest.digest()), count);
      }
    }
  }

  Sources(Database database) {
    this.database = database;
  }

  /** The number of the source with these octets, if all that is in it was understood. */
  OptionalLong find(Octets octets, boolean whole) throws SQLException {
    String sql = "SELECT id, refused FROM report_source WHERE sha256 = ?";
    try (PreparedStatement statement = database.prepare(sql)) {
      statement.setString(1, octets.sha256());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && (!whole || row.getInt("refused") == 0)
            ? OptionalLong.of(row.getLong("id"))
            : OptionalLong.empty();
      }
    }
  }

  /** Adds a source without its octets. */
  long add(Octets octets, String name, long now, int refused) throws SQLException {
    long id = database.nextId("report_source");
    new Row()
        .number("id", id)
        .text("sha256", octets.sha256())
        .text("name", name)
        .number("octets", octets.count())
        .number("read_at", now)
        .number("refused", refused)
        .insertInto("report_source", database);
    return id;
  }

  /** Keeps the octets of a source. */
  void keep(long id, Octets octets, InputStream in) throws SQLException, IOException {
    MessageDigest digest = Fingerprint.sha256();
    try (DigestInputStream hashed = new DigestInputStream(in, digest);
        GZIPOutputStream gzip = new GZIPOutputStream(new Parts(id), 1 << 16)) {
      hashed.transferTo(gzip);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(octets.sha256())) {
      throw new IOException("it was changed while it was read");
    }
  }

  /** Returns true if the octets of a source are kept. */
  boolean keeps(long id) throws SQLException {
    return database.number("SELECT count(*) FROM report_source_part WHERE source_id = " + id) > 0;
  }

  /** Writes the octets of a source to a stream. */
  void copy(long id, OutputStream out) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new Joined(id))) {
      in.transferTo(out);
    }
  }

  private byte[] part(long id, int number) throws SQLException {
    String sql = "SELECT octets FROM report_source_part WHERE source_id = ? AND number = ?";
    try (PreparedStatement statement = database.prepare(sql)) {
      statement.setLong(1, id);
      statement.setInt(2, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBytes(1) : new byte[0];
      }
    }
  }

  /** Joins the rows of a source. */
  private final class Joined extends InputStream {

    private final long id;
    private int number;
    private InputStream part = InputStream.nullInputStream();

    Joined(long id) {
      this.id = id;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int count = part.read(octets, offset, length);
      if (count < 0) {
        part = new ByteArrayInputStream(next());
        count = part.read(octets, offset, length);
      }
      return count;
    }

    private byte[] next() throws IOException {
      try {
        return part(id, ++number);
      } catch (SQLException e) {
        throw database.failure(e);
      }
    }
  }

  /** Cuts a stream into rows. */
  private final class Parts extends OutputStream {

    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final long id;
    private int number;

    Parts(long id) {
      this.id = id;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      part.write(octets, offset, length);
      if (part.size() >= PART) {
        end();
      }
    }

    @Override
    public void close() throws IOException {
      if (part.size() > 0) {
        end();
      }
    }

    private void end() throws IOException {
      try {
        new Row()
            .number("source_id", id)
            .number("number", ++number)
            .octets("octets", part.toByteArray())
            .insertInto("report_source_part", database);
      } catch (SQLException e) {
        throw database.failure(e);
      }
      part.reset();
    }
  }
}
