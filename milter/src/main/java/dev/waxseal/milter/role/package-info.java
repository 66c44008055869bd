/** The roles: verify, sign, take over and seal messages. */
@NullMarked
package dev.waxseal.milter.role;

import org.jspecify.annotations.NullMarked;
