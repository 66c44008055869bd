@NullMarked
package dev.waxseal.dkim.internal;

import org.jspecify.annotations.NullMarked;
