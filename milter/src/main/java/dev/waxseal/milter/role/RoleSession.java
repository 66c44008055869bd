package dev.waxseal.milter.role;

import dev.waxseal.mime.ByteSink;
import java.util.function.Supplier;

/** Processes one message after its header. For one thread, used once. */
interface RoleSession {

  /** A session of a sink for the body and a result at the end. */
  static RoleSession of(ByteSink session, Supplier<RoleResult> end) {
    return new RoleSession() {
      @Override
      public void body(byte[] bytes, int offset, int length) {
        session.write(bytes, offset, length);
      }

      @Override
      public RoleResult finish() {
        return end.get();
      }
    };
  }

  /** Takes the next octets of the body. */
  void body(byte[] bytes, int offset, int length);

  /** Ends the message and returns the result. */
  RoleResult finish();
}
