package dev.waxseal.reports.ready;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.reports.ready.Publication.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the record to publish next: one step at a time (RFC 9989 section 4.7). */
final class NextRecord {

  private final ReadinessQuestion question;
  private final Publication publication;
  private final Verdict verdict;
  private final List<Block> blocks;
  private final Subdomains subdomains;

  NextRecord(
      ReadinessQuestion question,
      Publication publication,
      Verdict verdict,
      List<Block> blocks,
      Subdomains subdomains) {
    this.question = question;
    this.publication = publication;
    this.verdict = verdict;
    this.blocks = blocks;
    this.subdomains = subdomains;
  }

  /** The text: v, p, sp, np and t first, and then the other tags as they were. */
  String text() {
    Map<String, String> tags = tags();
    Policy next = next();
    Map<String, String> ordered = new LinkedHashMap<>();
    ordered.put("v", "DMARC1");
    ordered.put("p", next.published().word());
    keep(ordered, "sp", spares(next) ? "none" : tags.getOrDefault("sp", ""));
    keep(ordered, "np", nonexistent(tags.getOrDefault("np", "")));
    keep(ordered, "t", next.isTest() ? "y" : "");
    tags.keySet().removeAll(List.of("v", "p", "sp", "np", "t"));
    ordered.putAll(tags);
    StringBuilder text = new StringBuilder();
    ordered.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return text.toString();
  }

  private static void keep(Map<String, String> tags, String name, String value) {
    if (!value.isEmpty()) {
      tags.put(name, value);
    }
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : publication.record().split(";", -1)) {
      int equals = tag.indexOf('=');
      if (equals > 0) {
        tags.putIfAbsent(
            tag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            tag.substring(equals + 1).strip());
      }
    }
    if (tags.isEmpty()) {
      tags.put("rua", "mailto:postmaster@" + question.domain());
    }
    return tags;
  }

  /** The policy to publish next. */
  private Policy next() {
    Policy now = publication.policy();
    return switch (verdict) {
      case NOT_YET -> isLosing() ? stepBack(now) : now;
      case READY_FOR_QUARANTINE -> quarantine(now);
      case READY_FOR_REJECT ->
          now.published() == DmarcPolicy.QUARANTINE && !now.isTest()
              ? new Policy(DmarcPolicy.REJECT, true)
              : onward(now);
    };
  }

  private boolean isLosing() {
    return blocks.contains(Block.OWN_SOURCE_UNALIGNED)
        || blocks.contains(Block.LOST_ABOVE_QUARANTINE);
  }

  /** Back to none in effect, if more is. */
  private static Policy stepBack(Policy now) {
    return now.inEffect() == DmarcPolicy.NONE ? now : new Policy(DmarcPolicy.QUARANTINE, true);
  }

  private Policy quarantine(Policy now) {
    if (now.published() == DmarcPolicy.REJECT) {
      return new Policy(
          DmarcPolicy.REJECT, now.isTest() || blocks.contains(Block.LOST_ABOVE_REJECT));
    }
    return onward(now);
  }

  /** From none to a test of quarantine, from a test that lasted to what was tested. */
  private Policy onward(Policy now) {
    if (now.published() == DmarcPolicy.NONE) {
      return new Policy(DmarcPolicy.QUARANTINE, true);
    }
    boolean tested = publication.daysAtLast() >= Thresholds.standard().number("test");
    return new Policy(now.published(), now.isTest() && !tested);
  }

  /** Returns true if an existing subdomain is to be left out of the policy. */
  private boolean spares(Policy next) {
    return verdict != Verdict.NOT_YET
        && next.published() != DmarcPolicy.NONE
        && subdomains.hasUnalignedSubdomain();
  }

  /** The value of {@code np}; it goes if wanted mail comes from names that do not exist. */
  private String nonexistent(String value) {
    if (subdomains.hasWantedFromNonexistent()) {
      return "";
    }
    boolean known =
        question.isOrganizational()
            && blocks.stream().noneMatch(block -> block.stage() == Block.Stage.KNOWLEDGE);
    return value.isEmpty() && known ? DmarcPolicy.REJECT.word() : value;
  }
}
