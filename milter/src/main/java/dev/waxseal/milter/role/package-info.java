/** The roles: verify, sign and seal messages. */
@NullMarked
package dev.waxseal.milter.role;

import org.jspecify.annotations.NullMarked;
