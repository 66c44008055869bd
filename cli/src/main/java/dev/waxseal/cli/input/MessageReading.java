package dev.waxseal.cli.input;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.internal.LongestLine;
import dev.waxseal.pass.MessageSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The findings about a message that was read to its end.
 *
 * @param quoting the assumed quoting of its lines of "&gt;From "
 * @param fromLines the unquoter that read it
 * @param report the report
 * @param body the body, if it is small enough
 * @param longestLine the length of its longest line in octets
 * @param isMbox true if more messages of an mbox seem to follow
 * @param notes notes for people about the reading
 */
public record MessageReading(
    FromQuoting quoting,
    FromUnquoter fromLines,
    InboundReport report,
    Optional<byte[]> body,
    long longestLine,
    boolean isMbox,
    List<String> notes) {

  private static final int SHOWN = 60;

  /**
   * Reads a message.
   *
   * @param session the session that verifies it
   * @param bodyOctets the number of octets of the body that are kept
   * @throws CommandFailure if it is another kind of file
   */
  public static MessageReading of(
      Message message, FromQuoting quoting, MessageSession<InboundReport> session, int bodyOctets)
      throws IOException {
    KeptBody body = new KeptBody(bodyOctets);
    LongestLine longest = new LongestLine();
    LineEndConverter lineEnds =
        new LineEndConverter(
            (bytes, offset, length) -> {
              session.write(bytes, offset, length);
              body.write(bytes, offset, length);
              longest.write(bytes, offset, length);
            },
            Limits.defaults().headerBytes());
    FromUnquoter fromLines = new FromUnquoter(quoting, lineEnds);
    LeadingFromLines leading = new LeadingFromLines(fromLines);
    MboxSigns mbox = new MboxSigns(leading);
    List<String> notes = new ArrayList<>(read(message, mbox));
    leading.finish();
    fromLines.finish();
    lineEnds.finish();
    notes.addAll(lineEnds.notes());
    notes.addAll(notes(leading, message.index().isEmpty()));
    return new MessageReading(
        quoting,
        fromLines,
        session.finish(),
        body.octets(),
        longest.octets(),
        message.index().isEmpty() && mbox.count() > 0,
        List.copyOf(notes));
  }

  /** Reads a file without its layers, and returns the notes about these. */
  private static List<String> read(Message message, ByteSink out) throws IOException {
    try (InputStream in = message.content().open()) {
      byte[] buffer = new byte[Layers.HEAD];
      int n = in.readNBytes(buffer, 0, buffer.length);
      Layers layers = Layers.of(Arrays.copyOf(buffer, n), out);
      if (layers.foreign().isPresent()) {
        throw new CommandFailure(
            ExitStatus.BAD_DATA,
            message.title() + " is not a message but " + layers.foreign().get());
      }
      while (n > 0) {
        layers.write(buffer, 0, n);
        n = in.readNBytes(buffer, 0, buffer.length);
      }
      layers.finish();
      return layers.notes();
    }
  }

  /** Other quotings of its lines of "&gt;From ", if a signature could pass under one of them. */
  public List<FromQuoting> alternatives() {
    boolean open =
        report.dkim().results().stream().anyMatch(MessageReading::differsInBody)
            || differsInBody(report.arc().result());
    if (!open || !fromLines.sawQuoted()) {
      return List.of();
    }
    return fromLines.sawQuotedTwice()
        ? List.of(FromQuoting.NONE, FromQuoting.MBOXO)
        : List.of(FromQuoting.NONE);
  }

  /** The number of signatures and chains that pass. */
  public int passes() {
    return report.dkim().passes().size()
        + (report.arc().result() instanceof ArcResult.Pass ? 1 : 0);
  }

  private static boolean differsInBody(DkimResult result) {
    return result instanceof DkimResult.Failure failure
        && failure.reason() == DkimReason.BODY_HASH_MISMATCH;
  }

  private static boolean differsInBody(ArcResult result) {
    return result instanceof ArcResult.Failure fail
        && fail.cause().filter(DkimReason.BODY_HASH_MISMATCH::equals).isPresent();
  }

  private static List<String> notes(LeadingFromLines leading, boolean single) {
    List<String> notes = new ArrayList<>();
    for (String line : leading.lines()) {
      notes.add(
          "the mbox separator on top is not part of the message and was skipped: "
              + SafeText.ofOctets(line, SHOWN));
    }
    if (single && !notes.isEmpty()) {
      notes.add("use --mbox for a file with several messages after such lines");
    }
    return notes;
  }
}
