package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfFinding;
import dev.waxseal.spf.SpfResult;
import dev.waxseal.spf.SpfStatus;
import dev.waxseal.spf.SpfTree;
import java.util.List;
import java.util.Optional;

/**
 * What a domain publishes for SPF.
 *
 * @param tree its record, and those that it leads to
 * @param client the client that was checked, if one was
 * @param check what became of it
 */
public record SpfLookup(SpfTree tree, Optional<SpfClient> client, Optional<SpfResult> check) {

  /** Terms that may cause look-ups (RFC 7208 section 4.6.4). */
  public static final int LOOKUP_LIMIT = 10;

  /** Terms for which DNS may have no records (RFC 7208 section 4.6.4). */
  public static final int VOID_LIMIT = 2;

  /** What is wrong, the worst first. */
  public List<Finding> findings() {
    return Finding.sorted(tree.findings().stream().map(SpfLookup::finding).toList());
  }

  /** Whether there is a record, with no errors in it or in those that it leads to. */
  public boolean isUsable() {
    return tree.root().state() == SpfTree.NodeState.RECORD
        && findings().stream().noneMatch(Finding::isError);
  }

  /** What the exit status is. */
  public ExitStatus status() {
    boolean open =
        tree.findings().stream().anyMatch(it -> it.finding() == SpfFinding.DNS_UNAVAILABLE)
            || check.filter(it -> it.status() == SpfStatus.TEMPERROR).isPresent();
    if (open) {
      return ExitStatus.TEMPORARY;
    }
    return isUsable() ? ExitStatus.OK : ExitStatus.NO;
  }

  private static Finding finding(SpfTree.Finding found) {
    SpfFinding what = found.finding();
    Finding.Severity severity =
        switch (what.severity()) {
          case ERROR -> Finding.Severity.ERROR;
          case WARNING -> Finding.Severity.WARNING;
          case INFO -> Finding.Severity.INFO;
        };
    return new Finding(
        severity,
        what.id(),
        what.summary() + " (" + what.section() + ")",
        found.domain(),
        found.about());
  }
}
