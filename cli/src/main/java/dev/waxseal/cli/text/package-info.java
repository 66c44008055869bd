/** Untrusted text, made safe to show. */
@NullMarked
package dev.waxseal.cli.text;

import org.jspecify.annotations.NullMarked;
