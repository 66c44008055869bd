/** The results of Waxseal with each security provider, which are those without one. */
@NullMarked
package crypto;

import org.jspecify.annotations.NullMarked;
