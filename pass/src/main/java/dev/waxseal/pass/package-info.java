/**
 * One pass over the octets of a message.
 *
 * <p>Every verifier of Waxseal begins a {@link dev.waxseal.pass.MessageSession} for each message.
 *
 * <ul>
 *   <li>For a message that arrives in pieces: {@code write}.
 *   <li>For a mail API that writes messages: {@code asOutputStream}.
 *   <li>For a file, a stream or an array: {@code read}, which also gives lines with bare LF the
 *       line ends of mail, and says so in {@link dev.waxseal.pass.LineEnds}.
 *   <li>For the report: {@code finish}, or {@code finishAsync} on threads that must not block.
 * </ul>
 *
 * <pre>{@code
 * MessageSession<DkimReport> session = DkimVerifier.of(Dns.system()).begin();
 * session.read(Path.of("message.eml"));
 * DkimReport report = session.finish();
 * }</pre>
 *
 * <p>From version 1.0 on this package follows semantic versioning; {@code
 * dev.waxseal.pass.internal} may change in any release.
 */
@NullMarked
package dev.waxseal.pass;

import org.jspecify.annotations.NullMarked;
