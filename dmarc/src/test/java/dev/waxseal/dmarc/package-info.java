@NullMarked
package dev.waxseal.dmarc;

import org.jspecify.annotations.NullMarked;
