/** Sessions on messages in pieces and whole. */
@NullMarked
package dev.waxseal.pass;

import org.jspecify.annotations.NullMarked;
