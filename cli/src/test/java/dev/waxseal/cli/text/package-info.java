/** What hostile text becomes. */
@NullMarked
package dev.waxseal.cli.text;

import org.jspecify.annotations.NullMarked;
