package dev.waxseal.cli.page;

import dev.waxseal.arc.ArcSet;
import dev.waxseal.cli.text.SignatureTimes;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The signatures of a message that cover header fields, numbered from 1: DKIM's, then ARC's. */
final class Signatures {

  private static final int MOST = 12;

  private final PageContent content;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * One signature.
   *
   * @param number its number on the page
   * @param title its name
   * @param state good if it passed
   * @param word the result in a word
   * @param sentence the reason why it does not count; empty if it does
   * @param facts its algorithm and so on, each in a few words
   * @param covered the fields that it covers
   * @param diagnosis its diagnosis, if it failed
   */
  record Entry(
      int number,
      String title,
      Mark state,
      String word,
      String sentence,
      List<String> facts,
      Set<HeaderField> covered,
      Optional<Diagnosis.Signature> diagnosis) {}

  private Signatures(PageContent content) {
    this.content = content;
  }

  static List<Entry> of(PageContent content) {
    Signatures signatures = new Signatures(content);
    InboundReport report = content.report();
    report.dkim().results().stream().limit(MOST).forEach(signatures::dkim);
    report.arc().sets().stream().limit(MOST).forEach(signatures::arc);
    return List.copyOf(signatures.entries);
  }

  private void dkim(DkimResult result) {
    Map<String, String> tags = result.tags();
    List<String> facts = new ArrayList<>();
    facts.add(tags.getOrDefault("a", "no algorithm"));
    result
        .keyRecord()
        .filter(key -> key.keyBits().isPresent())
        .ifPresent(key -> facts.add(key.keyBits().getAsInt() + " bits"));
    result.signature().ifPresent(claims -> facts.addAll(times(claims)));
    entries.add(
        new Entry(
            entries.size() + 1,
            "DKIM of " + tags.getOrDefault("d", "?") + ", selector " + tags.getOrDefault("s", "?"),
            mark(result.status()),
            result.status().word(),
            result instanceof DkimResult.Failure failure
                ? failure.detail() + " (" + failure.reason().section() + ")"
                : "",
            facts,
            covered(result.field(), tags),
            content.diagnosis().of(result.field())));
  }

  private void arc(ArcSet set) {
    Optional<HeaderField> field = set.messageSignature();
    if (field.isEmpty()) {
      return;
    }
    Map<String, String> tags = set.messageSignatureTags();
    ArcSet.Check check = set.messageSignatureCheck();
    Optional<Diagnosis.Signature> diagnosis = content.diagnosis().of(field.get());
    Mark state =
        switch (check.outcome()) {
          case PASSED -> Mark.GOOD;
          case FAILED -> Mark.BAD;
          case NOT_CHECKED -> diagnosis.isPresent() ? Mark.BAD : Mark.NEITHER;
        };
    entries.add(
        new Entry(
            entries.size() + 1,
            "ARC hop " + set.instance() + ", message signature of " + tags.getOrDefault("d", "?"),
            state,
            state == Mark.GOOD ? "pass" : state == Mark.BAD ? "fail" : "not checked",
            check.reason().map(DkimReason::summary).orElse(""),
            List.of(tags.getOrDefault("a", "no algorithm")),
            covered(field.get(), tags),
            diagnosis));
  }

  private static List<String> times(DkimSignature claims) {
    List<String> times = new ArrayList<>();
    times.add(claims.canonicalization());
    times.addAll(SignatureTimes.of(claims));
    claims.bodyLength().ifPresent(length -> times.add("l=" + length));
    return times;
  }

  /** The fields that {@code h=} selects, from the bottom up (RFC 6376 5.4.2). */
  private Set<HeaderField> covered(HeaderField signature, Map<String, String> tags) {
    Set<HeaderField> covered = new HashSet<>(); // by identity, as fields are
    covered.add(signature);
    Headers.BottomUp fields = content.report().headers().bottomUp(signature);
    Arrays.stream(tags.getOrDefault("h", "").replaceAll("\\s", "").split(":", -1))
        .filter(name -> !name.isEmpty())
        .limit(1_000)
        .forEach(name -> fields.take(name).ifPresent(covered::add));
    return covered;
  }

  private static Mark mark(DkimSignature.Status status) {
    return switch (status) {
      case PASS -> Mark.GOOD;
      case FAIL, POLICY, PERMERROR -> Mark.BAD;
      case NEUTRAL, TEMPERROR -> Mark.NEITHER;
    };
  }
}
