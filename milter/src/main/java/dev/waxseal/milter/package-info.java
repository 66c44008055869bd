/** The daemon beside the mail server: starts, reloads its configuration, drains. */
@NullMarked
package dev.waxseal.milter;

import org.jspecify.annotations.NullMarked;
