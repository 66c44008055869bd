/** Reports on messages, for people and as JSON. */
@NullMarked
package dev.waxseal.cli.report;

import org.jspecify.annotations.NullMarked;
