/**
 * Messages as the octets that they are: header fields, scanning, canonical forms, the author.
 *
 * <p>Signatures cover octets, so nothing here decodes and encodes a message again. Text of a field
 * is ISO-8859-1, one character an octet, until a caller decodes it.
 *
 * <ul>
 *   <li>To read or make a header field: {@link dev.waxseal.mime.HeaderField}.
 *   <li>To look fields up by name: {@link dev.waxseal.mime.Headers}. Every report of a verifier has
 *       the header of its message; {@link dev.waxseal.mime.MessageScanner} splits a stream of your
 *       own into header and body.
 *   <li>To give a file with bare LF the line ends of mail before signing it: {@link
 *       dev.waxseal.mime.CrlfConverter}. Verifiers do it themselves when they read a message.
 *   <li>To know who claims to have written a message: {@link dev.waxseal.mime.Author}.
 *   <li>To bound the cost of hostile messages: {@link dev.waxseal.mime.Limits}, which every
 *       verifier takes.
 *   <li>To find places that programs read in different ways: {@link dev.waxseal.mime.HeaderFault}.
 * </ul>
 *
 * <pre>{@code
 * if (Author.of(headers, Limits.defaults()) instanceof Author.Known author) {
 *   log("from " + author.domains());
 * }
 * }</pre>
 *
 * <p>From version 1.0 on this package follows semantic versioning; {@code
 * dev.waxseal.mime.internal} may change in any release.
 */
@NullMarked
package dev.waxseal.mime;

import org.jspecify.annotations.NullMarked;
