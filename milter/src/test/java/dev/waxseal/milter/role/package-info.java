@NullMarked
package dev.waxseal.milter.role;

import org.jspecify.annotations.NullMarked;
