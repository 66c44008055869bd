package dev.waxseal.milter;

import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Outcome;
import dev.waxseal.milter.protocol.Verdict;

/** A filter that takes all messages. */
class Accepting implements MessageFilter {

  @Override
  public void header(String name, String value) {}

  @Override
  public void endOfHeaders() {}

  @Override
  public void body(byte[] bytes, int offset, int length) {}

  @Override
  public Outcome finish(String queueId) {
    return Outcome.of(new Verdict.Accept());
  }

  @Override
  public void close() {}
}
