/** Text from strangers, made harmless before it is shown. */
@NullMarked
package dev.waxseal.cli.text;

import org.jspecify.annotations.NullMarked;
