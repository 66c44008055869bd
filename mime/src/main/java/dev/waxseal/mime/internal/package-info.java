/**
 * Body hashes, line scanners and the folding of fields: machinery that the modules above share. It
 * uses the types of {@code dev.waxseal.mime}, which uses nothing of it.
 *
 * <p>Not for users of the library: it may change in any release.
 */
@NullMarked
package dev.waxseal.mime.internal;

import org.jspecify.annotations.NullMarked;
