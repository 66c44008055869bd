package dev.waxseal.cli;

/**
 * Something that is wrong with a key record, or worth knowing.
 *
 * @param isError whether the key cannot be used because of it
 * @param sentence what, for people; harmless on a terminal
 */
record KeyFinding(boolean isError, String sentence) {

  static KeyFinding error(String sentence) {
    return new KeyFinding(true, SafeText.of(sentence));
  }

  static KeyFinding warning(String sentence) {
    return new KeyFinding(false, SafeText.of(sentence));
  }
}
