/** Options shared by several commands, and the syntax of the command line. */
@NullMarked
package dev.waxseal.cli.option;

import org.jspecify.annotations.NullMarked;
