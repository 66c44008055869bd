/** Messages from files, mboxes and Maildirs, as octets. */
@NullMarked
package dev.waxseal.cli.input;

import org.jspecify.annotations.NullMarked;
