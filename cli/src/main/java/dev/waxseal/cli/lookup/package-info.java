/** Published records, fetched, explained and checked. */
@NullMarked
package dev.waxseal.cli.lookup;

import org.jspecify.annotations.NullMarked;
