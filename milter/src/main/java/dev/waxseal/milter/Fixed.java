package dev.waxseal.milter;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.Entry;
import dev.waxseal.milter.config.Listen;
import java.util.ArrayList;
import java.util.List;

/** The settings that a running daemon cannot change. */
final class Fixed {

  private Fixed() {}

  /** A sentence for each of these settings that differs between two configurations. */
  static List<String> differences(Configuration now, Configuration next) {
    List<String> differences = new ArrayList<>();
    if (!sockets(now).equals(sockets(next))) {
      differences.add("[[listen]] has changed" + RESTART);
    }
    if (now.limits().connections() != next.limits().connections()) {
      differences.add("[limits] connections has changed" + RESTART);
    }
    if (!now.metrics().equals(next.metrics())) {
      differences.add("[metrics] listen has changed" + RESTART);
    }
    if (!now.cryptoProvider().map(Entry::text).equals(next.cryptoProvider().map(Entry::text))) {
      differences.add("crypto-provider has changed" + RESTART);
    }
    if (!now.stateFile().equals(next.stateFile())) {
      differences.add("state-file has changed" + RESTART);
    }
    return differences;
  }

  private static final String RESTART = "; restart the daemon to apply the new configuration";

  private static List<Object> sockets(Configuration configuration) {
    List<Object> sockets = new ArrayList<>();
    for (Listen listen : configuration.listens()) {
      sockets.add(List.of(listen.socket(), listen.mode()));
    }
    return sockets;
  }
}
