/**
 * SPF: who may send for a domain (RFC 7208).
 *
 * <ul>
 *   <li>To check a client: {@link dev.waxseal.spf.SpfVerifier} with an {@link
 *       dev.waxseal.spf.SpfClient}. The result is a {@link dev.waxseal.spf.SpfResult}.
 *   <li>To explain what a domain publishes, with the lookups of the worst case and its faults:
 *       {@link dev.waxseal.spf.SpfVerifier#explain}.
 * </ul>
 */
@NullMarked
package dev.waxseal.spf;

import org.jspecify.annotations.NullMarked;
