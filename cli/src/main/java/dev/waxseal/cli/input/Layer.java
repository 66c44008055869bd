package dev.waxseal.cli.input;

import dev.waxseal.mime.ByteSink;

/** Undoes one thing that was done to a file on the way from the mailbox, for one reading. */
interface Layer extends ByteSink {

  /** Passes on the rest at the end of the file. */
  default void finish() {}

  /** The note for people, at the end of the file. */
  String note();
}
