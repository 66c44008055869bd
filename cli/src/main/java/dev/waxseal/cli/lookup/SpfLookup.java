package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.spf.SpfClient;
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

  /** The findings, the worst first. */
  public List<Finding> findings() {
    return Finding.ofAll(tree.findings());
  }

  /** The exit status. */
  public ExitStatus status() {
    boolean open =
        tree.isIncomplete() || check.filter(it -> it.status() == SpfStatus.TEMPERROR).isPresent();
    if (open) {
      return ExitStatus.TEMPORARY;
    }
    return tree.isUsable() ? ExitStatus.OK : ExitStatus.NO;
  }
}
