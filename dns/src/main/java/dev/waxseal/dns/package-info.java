/** Domain names and asynchronous DNS lookups. */
@NullMarked
package dev.waxseal.dns;

import org.jspecify.annotations.NullMarked;
