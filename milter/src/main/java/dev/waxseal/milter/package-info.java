/** The daemon beside the mail server: starts, reads its configuration anew, drains. */
@NullMarked
package dev.waxseal.milter;

import org.jspecify.annotations.NullMarked;
