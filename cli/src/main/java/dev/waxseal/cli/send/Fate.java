package dev.waxseal.cli.send;

import dev.waxseal.reports.write.MailAddress;
import java.io.Closeable;
import java.util.function.Consumer;

/** What is done with reports that may go to an address: sent, written, or only told. */
interface Fate extends Closeable {

  /** Does it for one report and one address, and tells what became of it. */
  void decide(SentReport planned, MailAddress to, Consumer<SentReport> told);
}
