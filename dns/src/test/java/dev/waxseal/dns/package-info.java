@NullMarked
package dev.waxseal.dns;

import org.jspecify.annotations.NullMarked;
