/** Settings of other programs, read and written as ours. */
@NullMarked
package dev.waxseal.cli.migration;

import org.jspecify.annotations.NullMarked;
