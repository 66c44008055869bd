/** The sender of aggregate reports: what is sent where, and what is known of it after a crash. */
@NullMarked
package dev.waxseal.cli.send;

import org.jspecify.annotations.NullMarked;
