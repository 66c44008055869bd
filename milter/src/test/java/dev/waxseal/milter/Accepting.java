package dev.waxseal.milter;

import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Reply;

/** A filter that takes all messages. */
class Accepting implements MessageFilter {

  @Override
  public void header(String name, String value) {}

  @Override
  public void endOfHeaders() {}

  @Override
  public void body(byte[] bytes, int offset, int length) {}

  @Override
  public FilterResult finish(String queueId) {
    return FilterResult.of(new Reply.Accept());
  }

  @Override
  public void close() {}
}
