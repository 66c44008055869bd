/**
 * The mailets in a real James server. The newest server that Maven Central has whole is 3.8.1, with
 * {@code javax.mail}: so the mailets are compiled again with that package name, and nothing else is
 * changed.
 */
@NullMarked
package dev.waxseal.james.server;

import org.jspecify.annotations.NullMarked;
