@NullMarked
package dev.waxseal.inbound;

import org.jspecify.annotations.NullMarked;
