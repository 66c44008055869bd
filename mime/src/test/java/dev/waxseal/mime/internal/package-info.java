@NullMarked
package dev.waxseal.mime.internal;

import org.jspecify.annotations.NullMarked;
