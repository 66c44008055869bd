@NullMarked
package dev.waxseal.cli.command;

import org.jspecify.annotations.NullMarked;
