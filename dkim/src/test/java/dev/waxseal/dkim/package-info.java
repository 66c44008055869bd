@NullMarked
package dev.waxseal.dkim;

import org.jspecify.annotations.NullMarked;
