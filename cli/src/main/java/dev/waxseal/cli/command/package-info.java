/** The commands, each with its options and examples. */
@NullMarked
package dev.waxseal.cli.command;

import org.jspecify.annotations.NullMarked;
