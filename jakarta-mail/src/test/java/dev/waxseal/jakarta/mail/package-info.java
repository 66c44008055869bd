@NullMarked
package dev.waxseal.jakarta.mail;

import org.jspecify.annotations.NullMarked;
