/** SPF: who may send for a domain (RFC 7208). */
@NullMarked
package dev.waxseal.spf;

import org.jspecify.annotations.NullMarked;
