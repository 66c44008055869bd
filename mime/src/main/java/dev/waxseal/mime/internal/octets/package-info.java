/** ASCII in octets, for this module alone. It uses no other package of the library. */
@NullMarked
package dev.waxseal.mime.internal.octets;

import org.jspecify.annotations.NullMarked;
