/** The options that several commands share, and how a command line is read. */
@NullMarked
package dev.waxseal.cli.option;

import org.jspecify.annotations.NullMarked;
