package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.CrlfConverter;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one mail: its parts for reports, and all of its octets for DKIM. */
final class MailReading implements MailParts.Visitor {

  /** The octets of a mail that decide on its line ends. */
  private static final int START = 64 << 10;

  /** The octets of a text in which the root of a report is looked for. */
  private static final int LOOKED_AT = 4096;

  private final Reading reading;
  private final int depth;
  private final List<Reading.Found> own = new ArrayList<>();
  private final FailureMail failure = new FailureMail();
  private String subject = "";

  MailReading(Reading reading, int depth) {
    this.reading = reading;
    this.depth = depth;
  }

  void read(BufferedInputStream in) throws IOException {
    skipMboxLine(in);
    CountedInput mail = new CountedInput(in, reading.limits().mailOctets(), Refusal.MAIL_TOO_LARGE);
    if (reading.authenticator().isEmpty()) {
      walk(mail);
      mail.transferTo(OutputStream.nullOutputStream());
      finish(ReportOrigin.NOT_JUDGED);
      return;
    }
    MessageSession<InboundReport> session = reading.authenticator().get().begin();
    Tee tee = new Tee(mail, session);
    walk(tee);
    tee.transferTo(OutputStream.nullOutputStream());
    finish(own.isEmpty() ? ReportOrigin.NOT_JUDGED : origin(session.finish()));
  }

  private void walk(InputStream mail) throws IOException {
    MailParts.walk(mail, reading.limits(), this);
    try {
      failure
          .end(own.isEmpty())
          .map(report -> reading.found(report, failure.notes()))
          .ifPresent(own::add);
    } catch (RefusedException e) {
      reading.refuse(e);
    }
    if (depth > 0) {
      own.forEach(found -> found.notes().add(Kind.WRAPPED_MESSAGE, ""));
    }
  }

  private void finish(ReportOrigin origin) {
    for (Reading.Found found : own) {
      found.comesFrom(origin);
      if (own.size() > 1) {
        found.notes().add(Kind.SEVERAL_REPORTS, "");
      }
    }
  }

  /** The line that an mbox file has before a mail. */
  private static void skipMboxLine(BufferedInputStream in) throws IOException {
    String head = new String(FirstOctets.peek(in), ISO_8859_1);
    int end = head.indexOf('\n');
    if (head.matches("(?s)\\s*>?From .*") && end >= 0) {
      in.skipNBytes(head.indexOf('\n', head.indexOf("From ")) + 1L);
    }
  }

  @Override
  public void field(String name, String body) {
    if (name.equals("subject") && subject.isEmpty()) {
      subject = body;
    }
  }

  @Override
  public void cut() {
    failure.cut();
  }

  @Override
  public void part(MailParts.Part part, InputStream body) throws IOException {
    BufferedInputStream in = new BufferedInputStream(body);
    if (failure.takes(part, in)) {
      return;
    }
    if (part.mediaType().equals("message/rfc822") || part.mediaType().equals("message/global")) {
      if (!part.report().present() && depth < reading.limits().messageDepth()) {
        reading.mail(in, depth + 1);
      }
      return;
    }
    FirstOctets container = FirstOctets.of(FirstOctets.peek(in));
    boolean candidate =
        switch (container) {
          case GZIP, ZIP, JSON -> true;
          case XML -> mentionsFeedback(in);
          default -> false;
        };
    if (candidate) {
      report(part, container, in, body);
    }
  }

  /** Returns true if a text may be a report; HTML is not one, and no reason to complain. */
  private static boolean mentionsFeedback(BufferedInputStream in) throws IOException {
    in.mark(LOOKED_AT);
    byte[] head = in.readNBytes(LOOKED_AT);
    in.reset();
    return FirstOctets.isUtf16(head) || new String(head, ISO_8859_1).contains("feedback");
  }

  private void report(
      MailParts.Part part, FirstOctets container, BufferedInputStream in, InputStream body)
      throws IOException {
    Notes notes = new Notes();
    try {
      Reading.Found found = reading.part(in, container, notes);
      in.transferTo(OutputStream.nullOutputStream());
      if (body instanceof Base64Input base64 && base64.isOdd()) {
        notes.add(Kind.BASE64_ODD, "");
      }
      if (found.report() instanceof AggregateReport aggregate) {
        MailNotes.ofPart(part, container, notes);
        MailNotes.ofSubject(subject, aggregate, notes);
      } else {
        MailNotes.ofTlsPart(part, container, notes);
      }
      own.add(found);
    } catch (RefusedException e) {
      reading.refuse(e);
    }
    if (reading.found().size() > reading.limits().reports()) {
      throw new RefusedException(
          Refusal.MAIL_TOO_COMPLEX, "more than " + reading.limits().reports() + " reports");
    }
  }

  /** The domains that vouch for a mail: those of aligned signatures that pass. */
  private static ReportOrigin origin(InboundReport report) {
    DmarcFacts facts = report.dmarc().result().facts();
    Optional<DomainName> author = facts.authorDomain();
    Stream<DomainName> aligned =
        facts.aligned().stream()
            .filter(identifier -> identifier.method() == Identifier.Method.DKIM)
            .map(Identifier::domain);
    Stream<DomainName> same =
        report.dkim().passes().stream()
            .map(pass -> pass.domain())
            .filter(domain -> author.filter(domain::equals).isPresent());
    List<DomainName> vouching = Stream.concat(aligned, same).distinct().toList();
    return new ReportOrigin(kind(report, vouching), author, vouching);
  }

  private static ReportOrigin.Kind kind(InboundReport report, List<DomainName> vouching) {
    if (!vouching.isEmpty()) {
      return ReportOrigin.Kind.VOUCHED;
    }
    boolean unanswered =
        report.dmarc().result().status() == DmarcStatus.TEMPERROR
            || report.dkim().results().stream()
                .anyMatch(result -> result.status() == DkimSignature.Status.TEMPERROR);
    return unanswered ? ReportOrigin.Kind.UNDECIDED : ReportOrigin.Kind.NOT_VOUCHED;
  }

  /** Hands what is read to a session as well; a file with LF alone gets the line ends of mail. */
  private static final class Tee extends BlockInput {

    private final InputStream in;
    private final MessageSession<InboundReport> session;
    private @Nullable ByteSink sink;

    Tee(InputStream in, MessageSession<InboundReport> session) {
      this.in = new BufferedInputStream(in, START);
      this.session = session;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      ByteSink to = sink == null ? begin() : sink;
      int count = in.read(octets, offset, length);
      if (count > 0) {
        to.write(octets, offset, count);
      }
      return count;
    }

    private ByteSink begin() throws IOException {
      in.mark(START);
      String start = new String(in.readNBytes(START), ISO_8859_1);
      in.reset();
      boolean unix = start.indexOf('\n') >= 0 && !start.contains("\r\n");
      ByteSink octets = session::write;
      sink = unix ? new CrlfConverter(octets) : octets;
      return sink;
    }
  }
}
