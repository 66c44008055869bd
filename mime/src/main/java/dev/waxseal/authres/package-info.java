/**
 * Authentication-Results, read and written (RFC 8601).
 *
 * <ul>
 *   <li>To read or write one field: {@link dev.waxseal.authres.AuthenticationResults}. Whatever its
 *       texts hold, the rendered field stays one field.
 *   <li>To find the fields of your own services in a header: {@link
 *       dev.waxseal.authres.ReceivedResults}, with the {@link dev.waxseal.authres.AuthservIds} that
 *       you trust. It also lists the forged ones, which must be deleted (section 5).
 *   <li>To print why a result is not a pass, in any protocol: {@link dev.waxseal.authres.Reason}.
 * </ul>
 *
 * <pre>{@code
 * ReceivedResults received = ReceivedResults.of(headers, AuthservIds.of("mx.example.net"));
 * for (MethodResult result : received.merged()) {
 *   log(result.method() + "=" + result.result());
 * }
 * }</pre>
 *
 * <p>From version 1.0 on this package follows semantic versioning.
 */
@NullMarked
package dev.waxseal.authres;

import org.jspecify.annotations.NullMarked;
