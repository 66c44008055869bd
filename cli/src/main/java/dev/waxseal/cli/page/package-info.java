/**
 * One message as an HTML page, which contains everything that it needs and fetches nothing.
 *
 * <p>All text goes through j2html, which escapes it. The page has no script, and none may run.
 */
@NullMarked
package dev.waxseal.cli.page;

import org.jspecify.annotations.NullMarked;
