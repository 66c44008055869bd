package dev.waxseal.milter.role;

import dev.waxseal.milter.config.Measure;
import dev.waxseal.milter.protocol.Change.DeleteHeader;
import dev.waxseal.milter.protocol.Envelope;
import java.util.List;

/** The role of a daemon name for which the configuration has none: nothing is done. */
final class IdleRole implements Role {

  @Override
  public String word() {
    return "none";
  }

  @Override
  public Measure onError() {
    return Measure.ACCEPT;
  }

  @Override
  public List<DeleteHeader> deletions(Envelope envelope, MessageHeader header) {
    return List.of();
  }

  @Override
  public Treatment begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    return new Untreated(
        Decision.unchanged("ignored", "no role for the daemon name " + envelope.daemonName()));
  }
}
