/** DKIM signatures, verified and made (RFC 6376, 8301, 8463, 8616). */
@NullMarked
package dev.waxseal.dkim;

import org.jspecify.annotations.NullMarked;
