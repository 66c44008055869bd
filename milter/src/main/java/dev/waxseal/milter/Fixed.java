package dev.waxseal.milter;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.Listen;
import java.util.ArrayList;
import java.util.List;

/** What a running daemon cannot change. */
final class Fixed {

  private Fixed() {}

  /** The parts of it that differ between two configurations: a sentence for each. */
  static List<String> differences(Configuration now, Configuration next) {
    List<String> differences = new ArrayList<>();
    if (!sockets(now).equals(sockets(next))) {
      differences.add("[[listen]] has other sockets" + RESTART);
    }
    if (now.limits().connections() != next.limits().connections()) {
      differences.add("[limits] connections is another" + RESTART);
    }
    if (!now.metrics().equals(next.metrics())) {
      differences.add("[metrics] listen is another" + RESTART);
    }
    if (!now.stateFile().equals(next.stateFile())) {
      differences.add("state-file is another" + RESTART);
    }
    return differences;
  }

  private static final String RESTART = "; restart the daemon to take the new configuration over";

  private static List<Object> sockets(Configuration configuration) {
    List<Object> sockets = new ArrayList<>();
    for (Listen listen : configuration.listens()) {
      sockets.add(List.of(listen.socket(), listen.mode()));
    }
    return sockets;
  }
}
