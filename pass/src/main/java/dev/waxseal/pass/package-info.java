/**
 * One pass over the octets of a message.
 *
 * <p>Every verifier of Waxseal begins a {@link dev.waxseal.pass.MessageSession} for each message.
 * Write the message to it, or let it read a stream or a file, and finish it for the report:
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
