/** DMARC: policy, alignment and the DNS tree walk (RFC 9989). */
@NullMarked
package dev.waxseal.dmarc;

import org.jspecify.annotations.NullMarked;
