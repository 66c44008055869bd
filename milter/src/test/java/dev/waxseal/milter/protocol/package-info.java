@NullMarked
package dev.waxseal.milter.protocol;

import org.jspecify.annotations.NullMarked;
