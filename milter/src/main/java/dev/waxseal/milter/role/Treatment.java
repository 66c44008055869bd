package dev.waxseal.milter.role;

/** What a role does with one message after its header. For one thread, used once. */
interface Treatment {

  /** Takes the next octets of the body. */
  void body(byte[] bytes, int offset, int length);

  /** Ends the message. */
  Decision finish();
}
