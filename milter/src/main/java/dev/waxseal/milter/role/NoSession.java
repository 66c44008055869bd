package dev.waxseal.milter.role;

/**
 * A message whose result depends on its header alone.
 *
 * @param finish the decision
 */
record NoSession(RoleResult finish) implements RoleSession {

  @Override
  public void body(byte[] bytes, int offset, int length) {
    // The body does not matter.
  }
}
