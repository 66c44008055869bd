/** What is done with messages: verified, signed, sealed. */
@NullMarked
package dev.waxseal.milter.role;

import org.jspecify.annotations.NullMarked;
