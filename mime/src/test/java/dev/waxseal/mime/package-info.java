@NullMarked
package dev.waxseal.mime;

import org.jspecify.annotations.NullMarked;
