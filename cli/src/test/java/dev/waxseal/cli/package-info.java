@NullMarked
package dev.waxseal.cli;

import org.jspecify.annotations.NullMarked;
