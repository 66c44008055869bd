/** The command line: the place where files, terminals and JSON are known. */
@NullMarked
package dev.waxseal.cli;

import org.jspecify.annotations.NullMarked;
