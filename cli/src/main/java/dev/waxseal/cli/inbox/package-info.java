/** A domain owner's inbox: reports are read into a store, and shown. */
@NullMarked
package dev.waxseal.cli.inbox;

import org.jspecify.annotations.NullMarked;
