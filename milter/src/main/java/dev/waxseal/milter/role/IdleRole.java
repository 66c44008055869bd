package dev.waxseal.milter.role;

import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import java.util.List;

/** The role for daemon names without a configured role: does nothing. */
final class IdleRole implements Role {

  @Override
  public String word() {
    return "none";
  }

  @Override
  public Action onError() {
    return Action.ACCEPT;
  }

  @Override
  public List<DeleteHeader> deletions(Envelope envelope, MessageHeader header) {
    return List.of();
  }

  @Override
  public RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    return new NoSession(
        RoleResult.unchanged(
            "ignored", "no role is configured for the daemon name " + envelope.daemonName()));
  }
}
