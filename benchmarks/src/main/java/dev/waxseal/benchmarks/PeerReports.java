package dev.waxseal.benchmarks;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the aggregate reports for the comparison with Mail::DMARC: the XML of RFC 7489 without a
 * namespace, which is what that reads. One, {@code cut}, lacks its last record.
 */
public final class PeerReports {

  private static final int REPORTS = 200;
  private static final int RECORDS = 100;

  private PeerReports() {}

  /** The argument is the directory to write to. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    for (int i = 0; i < REPORTS; i++) {
      Files.writeString(directory.resolve(i + ".xml"), xml(i, RECORDS), StandardCharsets.US_ASCII);
    }
    Files.writeString(directory.resolve("cut"), xml(0, RECORDS - 1), StandardCharsets.US_ASCII);
  }

  private static String xml(int report, int records) {
    StringBuilder xml = new StringBuilder(ReportBenchmark.HEAD.replace("4711", "" + report));
    for (int i = 0; i < records; i++) {
      xml.append(ReportBenchmark.record(report * RECORDS + i, i + 1));
    }
    return xml.append("</feedback>\n").toString();
  }

  /** Returns true if all records are there, with the messages that they count. */
  static boolean isWhole(ReadResult result) {
    return result instanceof ReadResult.Read read
        && read.reports().get(0).report() instanceof AggregateReport report
        && report.records().size() == RECORDS
        && report.records().stream().mapToLong(AggregateRecord::count).sum()
            == RECORDS * (RECORDS + 1L) / 2;
  }
}
