package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class DnsQuestionsTest {

  private static final DomainName NAME = DomainName.of("a.example");
  private static final DnsAnswer<DnsRecord.Txt> TIMEOUT =
      new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT);

  private final List<String> asked = new ArrayList<>();

  /** Writes down what is asked and answers as it is told. */
  private final class Recorder implements Dns {

    private final Dns answers;

    Recorder(Dns answers) {
      this.answers = answers;
    }

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      asked.add(type + " " + name);
      return answers.lookup(name, type);
    }
  }

  /** DNS that breaks its promises in a way of its own. */
  private interface Broken {
    CompletionStage<?> answer();
  }

  private static Dns broken(Broken how) {
    return new Dns() {
      @Override
      @SuppressWarnings("unchecked")
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return (CompletionStage<DnsAnswer<R>>) how.answer();
      }
    };
  }

  @Test
  void eachQuestionIsAskedOnce() {
    DnsQuestions questions = new DnsQuestions(new Recorder(Dns.zone("a.example. TXT \"x\"")));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> first = questions.lookup(NAME, RecordType.TXT);
    assertSame(first, questions.lookup(NAME, RecordType.TXT));
    questions.lookup(NAME, RecordType.CNAME).join();
    questions.lookup(DomainName.of("b.example"), RecordType.TXT).join();
    assertEquals(List.of("TXT a.example", "CNAME a.example", "TXT b.example"), asked);
    assertEquals(DnsAnswer.Kind.FOUND, first.join().kind());
  }

  @Test
  void whatIsOpenIsGivenUpAndWhatComesLaterIsNotAsked() {
    DnsQuestions questions = new DnsQuestions(new Recorder(ZoneDns.of().silent(NAME)));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> open = questions.lookup(NAME, RecordType.TXT);
    assertFalse(open.isDone());
    questions.giveUp();
    assertEquals(TIMEOUT, open.join());
    assertEquals(TIMEOUT, questions.lookup(DomainName.of("c.example"), RecordType.TXT).join());
    assertEquals(List.of("TXT a.example"), asked);
  }

  @Test
  void anAnswerThatCameIsKept() {
    DnsQuestions questions = new DnsQuestions(Dns.zone("a.example. TXT \"x\""));
    questions.lookup(NAME, RecordType.TXT).join();
    questions.giveUp();
    assertEquals(DnsAnswer.Kind.FOUND, questions.lookup(NAME, RecordType.TXT).join().kind());
  }

  @Test
  void aBrokenResolverHasNoAnswer() {
    List<Broken> ways =
        List.of(
            () -> {
              throw new IllegalStateException("broken");
            },
            () -> CompletableFuture.failedFuture(new IllegalStateException("broken")),
            () -> CompletableFuture.completedFuture(null));
    for (Broken way : ways) {
      DnsAnswer<DnsRecord.Txt> answer =
          new DnsQuestions(broken(way)).lookup(NAME, RecordType.TXT).join();
      assertTrue(answer instanceof DnsAnswer.Unavailable, answer.toString());
    }
  }
}
