@NullMarked
package dev.waxseal.authres;

import org.jspecify.annotations.NullMarked;
