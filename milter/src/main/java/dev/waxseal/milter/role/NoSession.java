package dev.waxseal.milter.role;

/**
 * A message that is decided about by its header alone.
 *
 * @param finish the decision
 */
record NoSession(RoleResult finish) implements RoleSession {

  @Override
  public void body(byte[] bytes, int offset, int length) {
    // It makes no difference.
  }
}
