/** The path of a message, as its header tells it. */
@NullMarked
package dev.waxseal.cli.path;

import org.jspecify.annotations.NullMarked;
