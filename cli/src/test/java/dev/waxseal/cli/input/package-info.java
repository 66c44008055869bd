@NullMarked
package dev.waxseal.cli.input;

import org.jspecify.annotations.NullMarked;
