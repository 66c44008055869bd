@NullMarked
package dev.waxseal.dns.internal;

import org.jspecify.annotations.NullMarked;
