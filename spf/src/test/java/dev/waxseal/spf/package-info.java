@NullMarked
package dev.waxseal.spf;

import org.jspecify.annotations.NullMarked;
