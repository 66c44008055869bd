@NullMarked
package dev.waxseal.milter;

import org.jspecify.annotations.NullMarked;
