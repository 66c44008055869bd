/**
 * ARC chains, validated and sealed (RFC 8617).
 *
 * <ul>
 *   <li>To validate: {@link dev.waxseal.arc.ArcVerifier}. A chain that passes says who handled the
 *       message and what they claim to have seen; whom to believe is up to the receiver (section
 *       9).
 *   <li>To seal: {@link dev.waxseal.arc.ArcSealer}, which needs what was found when the message
 *       came in: an {@link dev.waxseal.arc.ArcArrival} where it was judged here, an {@link
 *       dev.waxseal.arc.ArcHandover} where the mail server in front has written it into the
 *       message.
 * </ul>
 *
 * <p>ARC is on its way to Historic status at the IETF; nothing but the inbound package depends on
 * this one.
 */
@NullMarked
package dev.waxseal.arc;

import org.jspecify.annotations.NullMarked;
