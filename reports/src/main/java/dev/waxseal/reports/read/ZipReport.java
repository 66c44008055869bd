package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.reports.ReportNote.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The first entry of a zip archive that is XML or JSON, by its octets. Names and sizes in the
 * archive are not believed.
 */
final class ZipReport {

  private final CountedInput compressed;
  private final ZipInputStream zip;
  private final Notes notes;
  private final ReportLimits limits;
  private final boolean hasEntry;
  private int entries;

  /**
   * @param hasEntry true if the first octets say that there is an entry
   */
  ZipReport(CountedInput compressed, boolean hasEntry, Notes notes, ReportLimits limits) {
    this.hasEntry = hasEntry;
    this.compressed = compressed;
    this.zip = new ZipInputStream(compressed, ISO_8859_1);
    this.notes = notes;
    this.limits = limits;
  }

  /** The octets of the XML. */
  InputStream open() throws IOException {
    notes.add(Kind.CONTAINER_ZIP, "");
    Entries octets = new Entries();
    ExpandedInput expanded = new ExpandedInput(octets, compressed, limits);
    boolean archive = false;
    while (entries < limits.zipEntries() && nextEntry()) {
      octets.begin();
      BufferedInputStream entry = new BufferedInputStream(expanded);
      FirstOctets first = FirstOctets.of(FirstOctets.peek(entry));
      if (first == FirstOctets.XML || first == FirstOctets.JSON) {
        return new XmlEntry(entry);
      }
      archive |= first == FirstOctets.GZIP || first == FirstOctets.ZIP;
      entry.transferTo(OutputStream.nullOutputStream());
    }
    if (entries == 0 && hasEntry) {
      throw new RefusedException(Refusal.ARCHIVE_BROKEN, "zip: ends early");
    }
    throw new RefusedException(archive ? Refusal.NESTED_ARCHIVE : Refusal.NO_XML, "");
  }

  private boolean nextEntry() throws IOException {
    try {
      ZipEntry entry = zip.getNextEntry();
      entries += entry == null ? 0 : 1;
      return entry != null;
    } catch (IOException | IllegalArgumentException e) {
      throw broken(e); // also a bare IOException: "Push back buffer is full"
    }
  }

  private IOException broken(Exception fault) throws IOException {
    if (compressed.hasFailed() && fault instanceof IOException failed) {
      throw failed;
    }
    return new RefusedException(Refusal.ARCHIVE_BROKEN, "zip: " + fault.getMessage());
  }

  /** The octets of the entry that was entered last; its end may be missing. */
  private final class Entries extends BlockInput {

    private boolean given;
    private boolean ended;

    void begin() {
      given = false;
      ended = false;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      if (ended) {
        return -1;
      }
      try {
        int count = zip.read(octets, offset, length);
        given |= count > 0;
        ended = count < 0;
        return count;
      } catch (IOException e) {
        ended = true;
        return faulty(e, isCheck(e) ? Kind.CHECKSUM_WRONG : Kind.TRUNCATED);
      }
    }

    private int faulty(IOException fault, Kind kind) throws IOException {
      if (compressed.hasFailed() || !given) {
        throw broken(fault);
      }
      notes.add(kind, String.valueOf(fault.getMessage()));
      return -1;
    }

    /** A size or a checksum is compared once all octets were given. */
    private static boolean isCheck(IOException fault) {
      String message = String.valueOf(fault.getMessage());
      return fault instanceof ZipException && (message.contains("CRC") || message.contains("size"));
    }
  }

  /** Looks for another entry once the XML is read. */
  private final class XmlEntry extends BlockInput {

    private final InputStream entry;
    private boolean ended;

    XmlEntry(InputStream entry) {
      this.entry = entry;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int count = entry.read(octets, offset, length);
      if (count < 0 && !ended) {
        ended = true;
        if (entries > 1 || another()) {
          notes.add(Kind.ZIP_SEVERAL_ENTRIES, "");
        }
      }
      return count;
    }

    private boolean another() throws IOException {
      try {
        return zip.getNextEntry() != null;
      } catch (IOException | IllegalArgumentException e) {
        if (compressed.hasFailed()) {
          throw e;
        }
        return false; // the report is whole
      }
    }
  }
}
