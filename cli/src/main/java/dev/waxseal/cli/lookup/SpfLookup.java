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
 * The SPF record of a domain, explained.
 *
 * @param tree its record, and the records that it includes
 * @param client the client that was checked, if any
 * @param check the result for the client
 */
public record SpfLookup(SpfTree tree, Optional<SpfClient> client, Optional<SpfResult> check) {

  /** Terms that may cause look-ups (RFC 7208 section 4.6.4). */
  public static final int LOOKUP_LIMIT = 10;

  /** Void look-ups that are allowed (RFC 7208 section 4.6.4). */
  public static final int VOID_LIMIT = 2;

  /** The findings, the worst first. */
  public List<Finding> findings() {
    return Finding.sorted(tree.findings().stream().map(SpfLookup::finding).toList());
  }

  /** True if there is a record, and neither it nor those that it includes have errors. */
  public boolean isUsable() {
    return tree.root().state() == SpfTree.NodeState.RECORD
        && findings().stream().noneMatch(Finding::isError);
  }

  /** The exit status. */
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
