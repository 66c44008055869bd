/** Standard streams, colours, progress, exit statuses and JSON. */
@NullMarked
package dev.waxseal.cli.terminal;

import org.jspecify.annotations.NullMarked;
