/**
 * ARC chains, validated and sealed (RFC 8617).
 *
 * <ul>
 *   <li>To validate: {@link dev.waxseal.arc.ArcVerifier}. A valid chain says who handled the
 *       message and which results they recorded; whom to trust is up to the receiver (section 9).
 *       Its {@link dev.waxseal.arc.ArcReport} has the {@link dev.waxseal.arc.ArcResult} and the
 *       sets.
 *   <li>To seal: {@link dev.waxseal.arc.ArcSealer}. It needs the results that the message had when
 *       it arrived: an {@link dev.waxseal.arc.ArcArrival} if it was authenticated here, or an
 *       {@link dev.waxseal.arc.ArcHandover} if the mail server in front wrote them into the
 *       message.
 * </ul>
 *
 * <pre>{@code
 * ArcSealer lists = ArcSealer.of("lists.example.org", "s1", SigningKey.fromPem(pem), "lists.example.org");
 * SealResult result = lists.seal(listPost, ArcHandover.from("mx.example.org"));
 * for (HeaderField field : result.fields()) {
 *   out.write(field.bytes());
 * }
 * out.write(listPost);
 * }</pre>
 *
 * <p>From version 1.0 on this package follows semantic versioning. ARC is on its way to Historic
 * status at the IETF, and only the inbound package depends on this one.
 */
@NullMarked
package dev.waxseal.arc;

import org.jspecify.annotations.NullMarked;
