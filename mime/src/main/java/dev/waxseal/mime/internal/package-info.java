/** How header fields are written. Not for users of the library: it may change in any release. */
@NullMarked
package dev.waxseal.mime.internal;

import org.jspecify.annotations.NullMarked;
