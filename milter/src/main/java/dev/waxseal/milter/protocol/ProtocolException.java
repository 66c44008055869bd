package dev.waxseal.milter.protocol;

import java.io.IOException;

/** Thrown when a mail server violates the milter protocol; the connection cannot go on. */
public final class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  /** An exception with this sentence for the log. */
  public ProtocolException(String message) {
    super(message);
  }
}
