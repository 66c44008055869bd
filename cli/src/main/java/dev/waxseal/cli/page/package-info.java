/**
 * The picture of a message: one page of HTML that holds all it needs and fetches nothing.
 *
 * <p>Everything on it goes through j2html, which escapes it; there is no script on it, and none may
 * run.
 */
@NullMarked
package dev.waxseal.cli.page;

import org.jspecify.annotations.NullMarked;
