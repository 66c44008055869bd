/**
 * The milter protocol, version 6, as Postfix and Sendmail speak it: the wire, and a server for
 * filters. It knows nothing of what the filters do.
 */
@NullMarked
package dev.waxseal.milter.protocol;

import org.jspecify.annotations.NullMarked;
